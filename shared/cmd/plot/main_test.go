package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The figures in the repository are those of its data.
func TestFigures(t *testing.T) {
	for name, draw := range figures {
		got, err := draw()
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join(evidence, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what its data says: go run -C shared/cmd/plot . draws it", name)
		}
	}
}
