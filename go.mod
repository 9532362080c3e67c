module tcpworkbook

go 1.26

tool tcpworkbook/shared/cmd/workbook

require (
	github.com/aymanbagabas/go-udiff v0.4.1
	github.com/creack/pty v1.1.24
	github.com/google/go-cmp v0.7.0
	github.com/gopacket/gopacket v1.7.7
	github.com/rogpeppe/go-internal v1.16.0
	github.com/songgao/water v0.0.0-20200317203138-2b4b6d7c09d8
	golang.org/x/term v0.43.0
)

require (
	golang.org/x/net v0.55.0
	golang.org/x/sys v0.45.0
)

require golang.org/x/tools v0.26.0 // indirect
