package main

import (
	"context"
	"fmt"
	"os"

	"tcpworkbook/shared/lab"
)

const doctorUsage = `usage: go tool workbook doctor

Finds out whether live work is possible here, and how to make it so.
`

// doctorCommand prints what stands in the way of live work; 0 says that nothing does.
func doctorCommand(args []string) int {
	if len(args) > 0 {
		fmt.Fprint(os.Stderr, doctorUsage)
		return 2
	}
	var last lab.Finding
	for _, f := range lab.Examine(context.Background()) {
		fmt.Printf("%-8s %-13s %s\n", f.Mark, f.Name, f.Says)
		if f.Cure != "" {
			fmt.Printf("%-8s %-13s → %s\n", "", "", f.Cure)
		}
		last = f
	}
	return verdict(last.Mark)
}

// verdict ends the report and returns the exit code.
func verdict(m lab.Mark) int {
	switch m {
	case lab.Problem:
		fmt.Print("\nNo live work here yet; every replay milestone works anyway.\n", lab.Instead())
		return 1
	case lab.Note:
		fmt.Print("\nLive work is possible with sudo.\n", lab.Instead())
	default:
		fmt.Println("\nLive work is possible: go tool workbook lab")
	}
	return 0
}
