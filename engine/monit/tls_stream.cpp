#include <utility>

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include "engine/monit/certificate.hpp"
#include "engine/monit/socket_bytes.hpp"

namespace pkgmap {
namespace {

using TlsContext = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using Tls = std::unique_ptr<SSL, decltype(&SSL_free)>;
using PeerCertificate = std::unique_ptr<X509, decltype(&X509_free)>;

// OpenSSL reads from and writes to memory. This class moves the bytes between memory and socket, so
// that its own time limits hold and no signal is raised.
class TlsStream : public ByteStream {
 public:
  explicit TlsStream(Fd fd)
      : fd_(std::move(fd)),
        context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free),
        tls_(context_ ? SSL_new(context_.get()) : nullptr, SSL_free) {
    if (!tls_) return;
    SSL_set_verify(tls_.get(), SSL_VERIFY_NONE, nullptr);
    SSL_set_bio(tls_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    SSL_set_connect_state(tls_.get());
  }

  StreamResult open(Moment until) override {
    if (!tls_) return StreamResult::broken;
    return drive([&] { return SSL_do_handshake(tls_.get()); }, until);
  }

  std::string key() const override {
    const PeerCertificate certificate(SSL_get_peer_certificate(tls_.get()), X509_free);
    return certificate ? key_of(certificate.get()) : std::string();
  }

  StreamResult write(std::string_view bytes, Moment until) override {
    const int size = static_cast<int>(bytes.size());
    return drive([&] { return SSL_write(tls_.get(), bytes.data(), size); }, until);
  }

  StreamResult read(std::string& into, Moment until) override {
    std::string buffer(16384, '\0');
    int got = 0;
    const StreamResult result = drive(
        [&] { return got = SSL_read(tls_.get(), buffer.data(), static_cast<int>(buffer.size())); },
        until);
    if (result == StreamResult::ok) into.append(buffer, 0, static_cast<std::size_t>(got));
    return result;
  }

 private:
  // Repeats a step of OpenSSL until it is done, fails, or the other end closes the connection.
  template <class Step>
  StreamResult drive(const Step& step, Moment until) {
    for (;;) {
      const int done = step();
      const int reason = done > 0 ? SSL_ERROR_NONE : SSL_get_error(tls_.get(), done);
      if (const StreamResult sent = flush(until); sent != StreamResult::ok) return sent;
      if (reason == SSL_ERROR_NONE) return StreamResult::ok;
      if (reason == SSL_ERROR_ZERO_RETURN) return StreamResult::ended;
      if (reason != SSL_ERROR_WANT_READ) return StreamResult::broken;
      if (const StreamResult came = fetch(until); came != StreamResult::ok) return came;
    }
  }

  StreamResult flush(Moment until) {
    char* bytes = nullptr;
    BIO* const out = SSL_get_wbio(tls_.get());
    const long size = BIO_get_mem_data(out, &bytes);
    if (size <= 0) return StreamResult::ok;
    const std::string taken(bytes, static_cast<std::size_t>(size));
    static_cast<void>(BIO_reset(out));
    return write_all(fd_.get(), taken, until);
  }

  StreamResult fetch(Moment until) {
    std::string came;
    const StreamResult result = read_some(fd_.get(), came, until);
    if (result != StreamResult::ok) return result;
    const int size = static_cast<int>(came.size());
    return BIO_write(SSL_get_rbio(tls_.get()), came.data(), size) == size ? result
                                                                          : StreamResult::broken;
  }

  Fd fd_;
  TlsContext context_;
  Tls tls_;
};

}  // namespace

std::unique_ptr<ByteStream> tls_stream(Fd fd) {
  return std::make_unique<TlsStream>(std::move(fd));
}

}  // namespace pkgmap
