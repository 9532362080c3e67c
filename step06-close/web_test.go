package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"tcpworkbook/shared/nic"
	"tcpworkbook/step06-close/socket"
	"tcpworkbook/step06-close/tcp"
)

// A web is a story of the program's web servers and a client, at the ends of a
// link that loses 5 % of all packets each way, in a bubble. The client speaks
// HTTP/2 with TLS, and HTTP/1.1 without.
type web struct {
	*testing.T
	client *socket.Stack
	http   *http.Client // trusts the server's certificate
	dials  atomic.Int32 // connections that http has opened
}

func newWeb(t *testing.T, story func(w *web)) {
	synctest.Test(t, func(t *testing.T) {
		a, b := nic.Pipe()
		a = nic.Lossy(a, nic.Faults{Drop: 0.05, Delay: time.Millisecond, Seed: 7})
		p := &program{mtu: 1500, services: allServices, tls: true, cert: filepath.Join(t.TempDir(), "cert.pem")}
		server, err := p.start(b, netip.MustParseAddr("192.168.0.2"), false)
		if err != nil {
			t.Fatal(err)
		}
		stopServer := run(server, b)
		client, stopClient := newHost(a, "192.168.0.1")
		w := &web{T: t, client: client}
		w.http = w.newClient(p.cert)
		story(w)
		w.http.CloseIdleConnections()
		if err := errors.Join(stopServer(), stopClient()); err != nil {
			t.Error(err)
		}
	})
}

func newHost(dev nic.Device, addr string) (s *socket.Stack, stop func() error) {
	s = socket.New(dev, socket.Config{Config: tcp.Config{Addrs: []netip.Addr{netip.MustParseAddr(addr)}}})
	return s, run(s, dev)
}

func run(s *socket.Stack, dev nic.Device) (stop func() error) {
	ended := make(chan error, 1)
	go func() { ended <- s.Run() }()
	return func() error {
		dev.Close()
		return <-ended
	}
}

func (w *web) newClient(cert string) *http.Client {
	pem, err := os.ReadFile(cert)
	roots := x509.NewCertPool()
	if err != nil || !roots.AppendCertsFromPEM(pem) {
		w.Fatalf("got a certificate of %q, %v", pem, err)
	}
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig:     &tls.Config{RootCAs: roots},
		MaxIdleConnsPerHost: 100,
		ForceAttemptHTTP2:   true,
		DialContext: func(ctx context.Context, _, addr string) (net.Conn, error) {
			w.dials.Add(1)
			return w.client.DialContext(ctx, addr)
		},
	}}
}

// body returns what comes for a request.
func (w *web) body(answer *http.Response, err error) []byte {
	w.Helper()
	if err != nil {
		w.Error(err)
		return nil
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		w.Errorf("%s, and %v", answer.Status, err)
	}
	return b
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{}).Read(b)
	return b
}

var urls = []string{"http://192.168.0.2", "https://192.168.0.2"}

// The page knows of the connection by which it came.
func TestWebPage(t *testing.T) {
	newWeb(t, func(w *web) {
		for _, url := range urls {
			for accept, form := range map[string]string{"*/*": "text/plain", "text/html": "text/html"} {
				r, err := http.NewRequest("GET", url, nil)
				if err != nil {
					w.Fatal(err)
				}
				r.Header.Set("Accept", accept)
				answer, err := w.http.Do(r)
				page := string(w.body(answer, err))
				if got := answer.Header.Get("Content-Type"); got != form+"; charset=utf-8" {
					w.Errorf("got %s, want %s", got, form)
				}
				for _, want := range []string{"192.168.0.1", "192.168.0.2", "ESTABLISHED", "1448"} {
					if !strings.Contains(page, want) {
						w.Errorf("the page for %s has no %q:\n%s", accept, want, page)
					}
				}
			}
		}
	})
}

func TestWebRequestsInParallel(t *testing.T) {
	for _, url := range urls {
		newWeb(t, func(w *web) {
			var all sync.WaitGroup
			for i := range 100 {
				all.Go(func() {
					n := 1000 + 137*i
					if got := w.body(w.http.Get(fmt.Sprintf("%s/bytes/%d", url, n))); !bytes.Equal(got, randomBytes(n)) {
						w.Errorf("request %d: got %d bytes, want %d others", i, len(got), n)
					}
				})
			}
			all.Wait()
		})
	}
}

// One connection is enough for requests one after the other.
func TestWebKeepAlive(t *testing.T) {
	for _, url := range urls {
		newWeb(t, func(w *web) {
			for i := range 20 {
				if got := w.body(w.http.Get(fmt.Sprint(url, "/bytes/", i))); len(got) != i {
					w.Errorf("got %d bytes, want %d", len(got), i)
				}
			}
			if n := w.dials.Load(); n != 1 {
				w.Errorf("%d connections, want 1", n)
			}
		})
	}
}

func TestWebLargeBodies(t *testing.T) {
	text := randomBytes(2 << 20)
	for _, url := range urls {
		newWeb(t, func(w *web) {
			if got := w.body(w.http.Get(fmt.Sprint(url, "/bytes/", len(text)))); !bytes.Equal(got, text) {
				w.Errorf("got %d bytes", len(got))
			}
			want := fmt.Sprintf("%x\n", sha256.Sum256(text))
			if got := w.body(w.http.Post(url+"/sha256", "", bytes.NewReader(text))); string(got) != want {
				w.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

// A server that is shut down finishes what it has begun, and takes no more.
func TestWebShutdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := nic.Pipe()
		client, stopClient := newHost(a, "192.168.0.1")
		host, stopServer := newHost(b, "192.168.0.2")
		w := &web{T: t}
		l, err := host.Listen(80)
		if err != nil {
			t.Fatal(err)
		}
		server := newServer()
		down := make(chan error, 2)
		go func() { down <- server.Serve(l) }()
		web := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, addr string) (net.Conn, error) {
			return client.DialContext(ctx, addr)
		}}}
		answer, err := web.Get("http://192.168.0.2/bytes/2000000")
		if err != nil {
			t.Fatal(err)
		}
		go func() { down <- server.Shutdown(t.Context()) }()
		if err := <-down; err != http.ErrServerClosed {
			t.Error(err)
		}
		time.Sleep(time.Minute)
		select {
		case err := <-down:
			t.Errorf("Shutdown did not wait: %v", err)
		default:
		}
		if got := w.body(answer, nil); len(got) != 2_000_000 {
			t.Errorf("got %d bytes", len(got))
		}
		if err := <-down; err != nil {
			t.Error(err)
		}
		if _, err := web.Get("http://192.168.0.2/"); !errors.Is(err, syscall.ECONNREFUSED) {
			t.Errorf("got %v, want %v", err, syscall.ECONNREFUSED)
		}
		web.CloseIdleConnections()
		if err := errors.Join(stopClient(), stopServer()); err != nil {
			t.Error(err)
		}
	})
}

// The program's own client, against its own server.
func TestGet(t *testing.T) {
	newWeb(t, func(w *web) {
		var got bytes.Buffer
		if err := get(w.Context(), w.client, "http://192.168.0.2/bytes/100000", &got); err != nil || !bytes.Equal(got.Bytes(), randomBytes(100_000)) {
			w.Errorf("got %d bytes, %v", got.Len(), err)
		}
		for url, want := range map[string]string{
			"http://192.168.0.2/nothing":  "fetching http://192.168.0.2/nothing: 404 Not Found",
			"http://192.168.0.2:81/":      `Get "http://192.168.0.2:81/": dial tcp 192.168.0.2:81: tcp: connection refused`,
			"https://192.168.0.2/bytes/1": `Get "https://192.168.0.2/bytes/1": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
			"http://192.168.0.2/bytes/x":  "fetching http://192.168.0.2/bytes/x: 400 Bad Request",
		} {
			if err := get(w.Context(), w.client, url, io.Discard); err == nil || err.Error() != want {
				w.Errorf("%s: got %v, want %s", url, err, want)
			}
		}
	})
}
