package main

import (
	"testing"

	"tcpworkbook/shared/steptest"
)

func TestMain(m *testing.M) { steptest.Main(m, main, nil) }

func TestStep(t *testing.T) { steptest.Run(t) }

func TestChapter(t *testing.T) { steptest.Chapter(t) }
