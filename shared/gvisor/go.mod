module tcpworkbook/shared/gvisor

go 1.26

require (
	github.com/rogpeppe/go-internal v1.16.0
	gvisor.dev/gvisor v0.0.0-20250911055229-61a46406f068
	tcpworkbook v0.0.0
)

require (
	github.com/google/btree v1.1.2 // indirect
	github.com/gopacket/gopacket v1.7.7 // indirect
	github.com/songgao/water v0.0.0-20200317203138-2b4b6d7c09d8 // indirect
	golang.org/x/net v0.55.0 // indirect
	golang.org/x/sys v0.45.0 // indirect
	golang.org/x/term v0.43.0 // indirect
	golang.org/x/time v0.7.0 // indirect
	golang.org/x/tools v0.26.0 // indirect
)

replace tcpworkbook => ../..
