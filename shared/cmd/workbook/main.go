package main

import "os"

func main() {
	if len(os.Args) > 1 && os.Args[1] == "lab" {
		os.Exit(labCommand(os.Args[2:]))
	}
	os.Exit(doctorCommand(os.Args[2:]))
}
