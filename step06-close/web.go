package main

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"embed"
	"fmt"
	"html/template"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	texttemplate "text/template"

	"tcpworkbook/step06-close/socket"
	"tcpworkbook/step06-close/tcp"
)

// The web service shows that net/http and crypto/tls run on this TCP
// unchanged.
//
//	GET /           what the connection that asks knows of itself
//	GET /bytes/N    N bytes that look random, the same each time
//	POST /sha256    the SHA-256 of what is sent
func handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", showConnection)
	mux.HandleFunc("GET /bytes/{n}", sendBytes)
	mux.HandleFunc("POST /sha256", hash)
	return mux
}

func newServer() *http.Server {
	return &http.Server{
		Handler:     handler(),
		ConnContext: func(ctx context.Context, c net.Conn) context.Context { return context.WithValue(ctx, connKey{}, c) },
		ErrorLog:    log.New(io.Discard, "", 0), // of peers that go away in the middle
	}
}

// serveWeb serves on port 80, and, with -tls, on port 443 with the certificate
// that newCertificate makes and writes to p.cert; each in a goroutine. Each has a
// server of its own, by newServer: one that serves without TLS first does not
// speak HTTP/2 with it later, though it says so. The error is that of listening,
// or of making the certificate.
//
//exercise:6.9 stub="return nil"
func (p *program) serveWeb(s *socket.Stack, addr netip.Addr) error {
	l, err := s.Listen(80)
	if err != nil {
		return err
	}
	go newServer().Serve(l)
	if !p.tls {
		return nil
	}
	cert, err := newCertificate(addr, p.cert)
	if err != nil {
		return err
	}
	if l, err = s.Listen(443); err != nil {
		return err
	}
	secret := newServer()
	secret.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*cert}}
	go secret.ServeTLS(l, "", "")
	return nil
}

// connKey is where a request's context has its connection.
type connKey struct{}

// connOf returns the connection that a request came by.
func connOf(r *http.Request) *socket.Conn {
	c := r.Context().Value(connKey{}).(net.Conn)
	if secret, ok := c.(*tls.Conn); ok {
		c = secret.NetConn()
	}
	return c.(*socket.Conn)
}

//go:embed page.html page.txt
var files embed.FS

var (
	htmlPage = template.Must(template.ParseFS(files, "page.html"))
	textPage = texttemplate.Must(texttemplate.ParseFS(files, "page.txt"))
)

// showConnection shows a page to browsers, plain text to others.
func showConnection(w http.ResponseWriter, r *http.Request) {
	about := struct {
		tcp.Status
		Request *http.Request
	}{connOf(r).Status(), r}
	if strings.Contains(r.Header.Get("Accept"), "text/html") {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		htmlPage.Execute(w, about)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	textPage.Execute(w, about)
}

func sendBytes(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.ParseInt(r.PathValue("n"), 10, 64)
	if err != nil || n < 0 {
		http.Error(w, "want a number of bytes, such as /bytes/1000", http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", strconv.FormatInt(n, 10))
	io.CopyN(w, rand.NewChaCha8([32]byte{}), n)
}

func hash(w http.ResponseWriter, r *http.Request) {
	sum := sha256.New()
	if _, err := io.Copy(sum, r.Body); err != nil {
		return // the peer has gone
	}
	fmt.Fprintf(w, "%x\n", sum.Sum(nil))
}
