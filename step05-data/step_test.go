package main

import (
	"testing"

	"tcpworkbook/shared/steptest"
)

func TestMain(m *testing.M) { steptest.Main(m, main, nil) }

// The scripts in testdata are no milestones: they try the whole program.
func TestScripts(t *testing.T) { steptest.RunOthers(t, "testdata") }
