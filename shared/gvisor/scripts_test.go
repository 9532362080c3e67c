package gvisor

import (
	"os"
	"strconv"
	"testing"

	"tcpworkbook/shared/steptest"
)

// stepVar says of which step TestStep runs the scripts.
const stepVar = "GVISOR_STEP"

func TestStep(t *testing.T) {
	step, err := strconv.Atoi(os.Getenv(stepVar))
	if err != nil {
		t.Skip("TestScripts runs it, once a step")
	}
	steptest.RunStep(t, step)
}
