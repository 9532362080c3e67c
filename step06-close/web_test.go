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

// A web is a story of the web server and a client, at the ends of a link that
// loses 5 % of all packets each way, in a bubble.
type web struct {
	*testing.T
	server *http.Server
	client *socket.Stack
	http   *http.Client // trusts the server's certificate
	dials  atomic.Int32 // connections that http has opened
}

func newWeb(t *testing.T, story func(w *web)) {
	synctest.Test(t, func(t *testing.T) {
		a, b := nic.Pipe()
		a = nic.Lossy(a, nic.Faults{Drop: 0.05, Delay: time.Millisecond, Seed: 7})
		host, stop := newHost(b, "192.168.0.2")
		w := &web{T: t, server: newServer()}
		served := w.serve(host)
		var stopClient func() error
		w.client, stopClient = newHost(a, "192.168.0.1")
		story(w)
		w.http.CloseIdleConnections()
		w.server.Close()
		for range 2 {
			if err := <-served; err != http.ErrServerClosed {
				t.Error(err)
			}
		}
		if err := errors.Join(stop(), stopClient()); err != nil {
			t.Error(err)
		}
	})
}

func newHost(dev nic.Device, addr string) (s *socket.Stack, stop func() error) {
	s = socket.New(dev, socket.Config{Config: tcp.Config{Addrs: []netip.Addr{netip.MustParseAddr(addr)}}})
	ended := make(chan error, 1)
	go func() { ended <- s.Run() }()
	return s, func() error {
		dev.Close()
		return <-ended
	}
}

// serve serves http and https.
func (w *web) serve(host *socket.Stack) <-chan error {
	plain, err1 := host.Listen(80)
	secret, err2 := host.Listen(443)
	cert, err3 := newCertificate(netip.MustParseAddr("192.168.0.2"), "")
	if err := errors.Join(err1, err2, err3); err != nil {
		w.Fatal(err)
	}
	w.server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*cert}}
	served := make(chan error, 2)
	go func() { served <- w.server.Serve(plain) }()
	go func() { served <- w.server.ServeTLS(secret, "", "") }()
	w.http = w.newClient(cert)
	return served
}

func (w *web) newClient(cert *tls.Certificate) *http.Client {
	roots := x509.NewCertPool()
	trusted, err := x509.ParseCertificate(cert.Certificate[0])
	if err != nil {
		w.Fatal(err)
	}
	roots.AddCert(trusted)
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig:     &tls.Config{RootCAs: roots},
		MaxIdleConnsPerHost: 100,
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

// As the program starts it, with a certificate in a file.
func TestWebOfTheProgram(t *testing.T) {
	for range 20 {
		synctest.Test(t, func(t *testing.T) {
			a, b := nic.Pipe()
			p := &program{mtu: 1500, services: allServices, tls: true, cert: filepath.Join(t.TempDir(), "cert.pem")}
			server, err := p.start(b, netip.MustParseAddr("192.168.0.2"), false)
			if err != nil {
				t.Fatal(err)
			}
			ended := make(chan error, 1)
			go func() { ended <- server.Run() }()
			client, stop := newHost(a, "192.168.0.1")
			pem, err := os.ReadFile(p.cert)
			roots := x509.NewCertPool()
			if err != nil || !roots.AppendCertsFromPEM(pem) {
				t.Fatalf("got a certificate of %q, %v", pem, err)
			}
			conn, err := client.DialContext(t.Context(), "192.168.0.2:443")
			if err != nil {
				t.Fatal(err)
			}
			if err := tls.Client(conn, &tls.Config{RootCAs: roots, ServerName: "192.168.0.2"}).HandshakeContext(t.Context()); err != nil {
				t.Error(err)
			}
			conn.Close()
			if err := errors.Join(stop(), <-ended); err != nil {
				t.Error(err)
			}
		})
	}
}

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
	newWeb(t, func(w *web) {
		answer, err := w.http.Get("http://192.168.0.2/bytes/2000000")
		if err != nil {
			w.Fatal(err)
		}
		down := make(chan error)
		go func() { down <- w.server.Shutdown(w.Context()) }()
		time.Sleep(time.Minute)
		select {
		case err := <-down:
			w.Errorf("Shutdown did not wait: %v", err)
		default:
		}
		if got := w.body(answer, nil); len(got) != 2_000_000 {
			w.Errorf("got %d bytes", len(got))
		}
		if err := <-down; err != nil {
			w.Error(err)
		}
		if _, err := w.http.Get("http://192.168.0.2/"); !errors.Is(err, syscall.ECONNREFUSED) {
			w.Errorf("got %v, want %v", err, syscall.ECONNREFUSED)
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
