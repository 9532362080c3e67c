package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"

	"tcpworkbook/step06-close/socket"
)

// get fetches a web page over s, and writes it to w. An http.Transport dials by
// its DialContext; when all is done, no idle connection is kept. That the page is
// cut short is an error, and so is any status but 200 OK, after the text was
// written.
//
//exercise:6.9
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
