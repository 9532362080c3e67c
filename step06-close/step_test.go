package main

import (
	"testing"

	"tcpworkbook/shared/steptest"
)

// commands are what scripts have in addition.
var commands = map[string]func(){}

func TestMain(m *testing.M) { steptest.Main(m, main, commands) }

func TestStep(t *testing.T) { steptest.Run(t) }

func TestChapter(t *testing.T) { steptest.Chapter(t) }
