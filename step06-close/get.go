package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"

	"tcpworkbook/step06-close/socket"
)

// get fetches a web page over s, and writes it to w.
func get(ctx context.Context, s *socket.Stack, url string, w io.Writer) error {
	transport := &http.Transport{
		DialContext: func(ctx context.Context, _, addr string) (net.Conn, error) { return s.DialContext(ctx, addr) },
	}
	defer transport.CloseIdleConnections()
	request, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	answer, err := (&http.Client{Transport: transport}).Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(w, answer.Body); err != nil {
		return fmt.Errorf("fetching %s: %w", url, err)
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("fetching %s: %s", url, answer.Status)
	}
	return nil
}
