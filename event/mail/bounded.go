package mail

import (
	"errors"
	"net"
	"sync/atomic"
)

var errTalkative = errors.New("the server's answer has no end")

// boundedConn breaks off with a server that says more than most without being asked anew. The library's
// reader would keep a line that never ends in memory.
type boundedConn struct {
	net.Conn
	most atomic.Int64
	said atomic.Int64
}

func bounded(c net.Conn, most int64) *boundedConn {
	b := &boundedConn{Conn: c}
	b.most.Store(most)
	return b
}

func (c *boundedConn) Read(b []byte) (int, error) {
	if c.said.Load() > c.most.Load() {
		return 0, errTalkative
	}
	n, err := c.Conn.Read(b)
	c.said.Add(int64(n))
	return n, err
}

func (c *boundedConn) Write(b []byte) (int, error) {
	c.said.Store(0)
	return c.Conn.Write(b)
}
