package main

import (
	"testing"

	"tcpworkbook/shared/steptest"
)

func TestMain(m *testing.M) { steptest.Main(m, main, nil) }
