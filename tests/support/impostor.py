#!/usr/bin/python3
"""Listens where monit would, and writes down every byte that it is told.

impostor.py RECORD (--unix PATH | --port N) [OPTION…]; a line on the standard output says that it
listens. It answers one connection after the other with the status that it is given, or passes
everything on to another port.
"""

import argparse
import ctypes
import os
import pwd
import select
import signal
import socket
import ssl
import sys
import time


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("record")
    parser.add_argument("--unix")
    parser.add_argument("--port", type=int)
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--user", help="become this user first")
    parser.add_argument("--user-after-accept", help="become this user with the connection open")
    parser.add_argument("--device", help="a network device to bind to, as any user may since Linux 5.7")
    parser.add_argument("--tls", help="a file with a key and a certificate; writes down what TLS carries")
    parser.add_argument("--chroot", help="a directory to make the root")
    parser.add_argument("--answer", help="a file: the body of every answer")
    parser.add_argument("--forward", type=int, help="a port of 127.0.0.1")
    parser.add_argument("--accept-on-usr1", action="store_true")
    parser.add_argument("--until-free", action="store_true", help="try again until the port is free")
    return parser.parse_args()


def bind(server, options):
    while True:
        try:
            return server.bind((options.address, options.port))
        except OSError:
            if not options.until_free:
                raise
            time.sleep(0.0002)


def listen(options):
    if options.unix:
        server = socket.socket(socket.AF_UNIX)
        server.bind(options.unix)
        os.chmod(options.unix, 0o777)
    else:
        server = socket.socket(socket.AF_INET6 if ":" in options.address else socket.AF_INET)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if options.address == "::":
            server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        if options.device:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, options.device.encode())
        bind(server, options)
    server.listen(16)
    return server


def pass_on(client, port, record):
    with socket.create_connection(("127.0.0.1", port)) as monit:
        other = {client: monit, monit: client}
        while True:
            for one in select.select(list(other), [], [])[0]:
                data = one.recv(65536)
                if one is client:
                    record.write(data)
                if not data:
                    return
                other[one].sendall(data)


def answer(client, body, record):
    told = b""
    while b"\r\n\r\n" not in told:
        data = client.recv(65536)
        if not data:
            return
        told += data
        record.write(data)
    head = "HTTP/1.0 200 OK\r\nServer: monit 5.33.0\r\nContent-Length: %d\r\n\r\n" % len(body)
    client.sendall(head.encode() + body)


def converse(client, options, body, tls, record):
    if options.forward:
        pass_on(client, options.forward, record)
    elif tls:
        with tls.wrap_socket(client, server_side=True) as inside:
            answer(inside, body, record)
    else:
        answer(client, body, record)


def tls_context(pem):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def become(name):
    user = pwd.getpwnam(name)
    os.setgroups([])
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)
    # Whoever becomes another user would outlive its parent again.
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def read_all(path):
    with open(path, "rb") as file:
        return file.read()


def main():
    options = arguments()
    body = read_all(options.answer) if options.answer else b""
    record = open(options.record, "ab", buffering=0)  # For as long as it lives.
    tls = tls_context(options.tls) if options.tls else None
    if options.chroot:
        os.chroot(options.chroot)
        os.chdir("/")
    if options.user:
        become(options.user)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    server = listen(options)
    os.write(1, b"ready\n")  # At once: whoever waits for it goes by its first byte.
    if options.accept_on_usr1:
        signal.sigwait([signal.SIGUSR1])
    while True:
        client, _ = server.accept()
        if options.user_after_accept:
            become(options.user_after_accept)
        with client:
            try:
                converse(client, options, body, tls, record)
            except OSError:
                pass


if __name__ == "__main__":
    sys.exit(main())
