package main

import (
	"testing"

	"tcpworkbook/shared/steptest"
)

// The scripts in testdata are no milestones: they try the whole program.
func TestScripts(t *testing.T) { steptest.RunOthers(t, "testdata") }
