package socket_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/socket"
	"tcpworkbook/step06-close/tcp"
)

// newHost starts a host at one end of a pipe; on a TUN device it is the same.
func newHost(dev nic.Device, addr string) *socket.Stack {
	s := socket.New(dev, socket.Config{Config: tcp.Config{Addrs: []netip.Addr{netip.MustParseAddr(addr)}}})
	go s.Run()
	return s
}

func Example() {
	a, b := nic.Pipe()
	alice, bob := newHost(a, "192.168.0.1"), newHost(b, "192.168.0.2")

	l, _ := bob.Listen(7)
	go func() {
		conn, _ := l.Accept()
		io.Copy(conn, conn) // echo
		conn.Close()
	}()

	conn, err := alice.DialContext(context.Background(), "192.168.0.2:7")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Fprintln(conn, "hello, TCP")
	conn.(*socket.Conn).CloseWrite()
	back, err := io.ReadAll(conn)
	fmt.Printf("%s%v\n", back, err)

	_, err = alice.DialContext(context.Background(), "192.168.0.2:8")
	fmt.Println(err)
	fmt.Println(alice.Shutdown(context.Background()))
	// Output:
	// hello, TCP
	// <nil>
	// dial tcp 192.168.0.2:8: tcp: connection refused
	// <nil>
}

// net/http serves and fetches without knowing whose TCP it is.
func ExampleStack_Listen() {
	a, b := nic.Pipe()
	alice, bob := newHost(a, "192.168.0.1"), newHost(b, "192.168.0.2")

	l, _ := bob.Listen(80)
	go http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%s of %s\n", r.URL.Path, r.Host)
	}))

	client := http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, addr string) (net.Conn, error) { return alice.DialContext(ctx, addr) },
	}}
	answer, err := client.Get("http://192.168.0.2/page")
	if err != nil {
		fmt.Println(err)
		return
	}
	page, _ := io.ReadAll(answer.Body)
	fmt.Print(string(page))
	// Output: /page of 192.168.0.2
}
