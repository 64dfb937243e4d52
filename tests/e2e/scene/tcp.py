"""A monit that listens on a TCP port, also over TLS."""

import socket

from scene import host


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listen(port, tls=False):
    """Makes monit listen on a TCP port, for monit-pkgmap. The test asks monit over a read-only unix
    socket, which no other user can take."""
    if tls:
        host.run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=test",
                 "-keyout", "/etc/monit.key", "-out", "/etc/monit.certificate")
        host.write("/etc/monit.pem", host.read("/etc/monit.key") + host.read("/etc/monit.certificate"), 0o600)
    text = host.read("/etc/monitrc")
    options = "with ssl { pemfile: /etc/monit.pem }" if tls else ""
    wanted = "set httpd port %d use address 127.0.0.1 %s\n    unixsocket /run/monit.sock read-only\n" % (port, options)
    assert "set httpd unixsocket /run/monit.sock\n" in text
    host.write("/etc/monitrc", text.replace("set httpd unixsocket /run/monit.sock\n", wanted), 0o600)
