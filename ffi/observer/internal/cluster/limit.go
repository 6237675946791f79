package cluster

import (
	"fmt"
	"io"
	"net/http"
)

// limited ends the body of an answer that is longer than it may be with an error, whatever its status.
type limited struct {
	next http.RoundTripper
	most int64
}

func (l limited) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := l.next.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	response.Body = &limitedBody{ReadCloser: response.Body, left: l.most, most: l.most}
	return response, nil
}

type limitedBody struct {
	io.ReadCloser
	left, most int64
}

func (b *limitedBody) Read(into []byte) (int, error) {
	// One byte more than there may be tells an answer that is too long from one that just fits.
	if int64(len(into)) > b.left+1 {
		into = into[:b.left+1]
	}
	n, err := b.ReadCloser.Read(into)
	b.left -= int64(n)
	if b.left < 0 {
		return 0, fmt.Errorf("the answer is longer than %d bytes", b.most)
	}
	return n, err
}
