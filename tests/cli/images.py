"""Roots and container images as tar files, made byte by byte of what a test says."""

import hashlib
import io
import json
import os
import tarfile


def add_file(archive, name, content=b"", **members):
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    entry.mode = members.pop("mode", 0o644)
    for key, value in members.items():
        setattr(entry, key, value)
    archive.addfile(entry, io.BytesIO(content))


def add_special(archive, name, kind, **members):
    entry = tarfile.TarInfo(name)
    entry.type = kind
    entry.mode = members.pop("mode", 0o755)
    for key, value in members.items():
        setattr(entry, key, value)
    archive.addfile(entry)


def add_deep_files(archive):
    """20,000 files, each below 50 kB of names, to which short links lead."""
    add_file(archive, "etc/monitrc", b"set daemon 30\n", mode=0o600)
    chunk = "/".join(["n" * 250] * 15)
    for number in range(13):
        add_special(archive, "d%d/%s" % (number, chunk), tarfile.DIRTYPE)
        add_special(archive, "d%d" % (number + 1), tarfile.SYMTYPE, linkname="d%d/%s" % (number, chunk))
    for number in range(20_000):
        add_file(archive, "d13/%d" % number)


def layer(fill, kind=""):
    """The bytes of a tar file into which `fill` puts entries; `kind`: "", "gz", "xz" or "bz2"."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:" + kind, format=tarfile.PAX_FORMAT) as archive:
        fill(archive)
    return data.getvalue()


def tree_layer(root, kind="", leave_out=()):
    """The files below a directory, as root's own would be packed."""
    def fill(archive):
        for directory, directories, names in os.walk(root):
            directories.sort()
            for name in sorted(names + directories):
                path = os.path.join(directory, name)
                inside = os.path.relpath(path, root)
                if not inside.startswith(tuple(leave_out)) or not leave_out:
                    archive.add(path, "./" + inside, recursive=False)
    return layer(fill, kind)


def docker_archive(path, layers, tags=("app:1",), compressed=""):
    """What `docker save` writes: a manifest.json, a config, and a directory for each layer."""
    with tarfile.open(path, "w:" + compressed) as archive:
        config = b"{}"
        config_name = hashlib.sha256(config).hexdigest() + ".json"
        names = []
        for number, data in enumerate(layers):
            name = hashlib.sha256(b"%d" % number).hexdigest()
            add_special(archive, name, tarfile.DIRTYPE)
            add_file(archive, name + "/VERSION", b"1.0")
            add_file(archive, name + "/layer.tar", data)
            names.append(name + "/layer.tar")
        add_file(archive, config_name, config)
        images = [{"Config": config_name, "RepoTags": [tag], "Layers": names} for tag in tags]
        add_file(archive, "manifest.json", json.dumps(images).encode())
        add_file(archive, "repositories", b"{}")
    return path


def oci_archive(path, layers, images=1, nested=False, media="application/vnd.oci.image.layer.v1.tar+gzip"):
    """The layout of OCI: an index, a manifest and the layers as blobs."""
    with tarfile.open(path, "w") as archive:
        def blob(data):
            digest = hashlib.sha256(data).hexdigest()
            add_file(archive, "blobs/sha256/" + digest, data)
            return {"digest": "sha256:" + digest, "size": len(data)}

        described = [dict(blob(data), mediaType=media) for data in layers]
        signature = dict(blob(b"{}"), mediaType="application/vnd.in-toto+json")
        config = dict(blob(b'{"os": "linux"}'), mediaType="application/vnd.oci.image.config.v1+json")
        manifests = []
        for number in range(images):
            manifest = {"schemaVersion": 2, "config": config, "layers": described + [signature],
                        "annotations": {"n": str(number)}}
            manifests.append(dict(blob(json.dumps(manifest).encode()),
                                  mediaType="application/vnd.oci.image.manifest.v1+json",
                                  platform={"os": "linux", "architecture": "arch%d" % number}))
        attestation = dict(blob(b'{"layers": []}'),
                           mediaType="application/vnd.oci.image.manifest.v1+json",
                           platform={"os": "unknown", "architecture": "unknown"})
        index = {"schemaVersion": 2, "manifests": manifests + [attestation]}
        if nested:
            inner = dict(blob(json.dumps(index).encode()),
                         mediaType="application/vnd.oci.image.index.v1+json")
            index = {"schemaVersion": 2, "manifests": [inner]}
        add_file(archive, "index.json", json.dumps(index).encode())
        add_file(archive, "oci-layout", b'{"imageLayoutVersion": "1.0.0"}')
    return path
