#include <array>
#include <memory>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "engine/tls/functions.hpp"

namespace pkgmap::tls {

struct Connection {
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context;
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl;
};

namespace {

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

Connection* open() {
  auto connection = std::make_unique<Connection>(
      Connection{{SSL_CTX_new(TLS_client_method()), SSL_CTX_free}, {nullptr, SSL_free}});
  if (!connection->context) return nullptr;
  connection->ssl.reset(SSL_new(connection->context.get()));
  SSL* const ssl = connection->ssl.get();
  if (!ssl) return nullptr;
  SSL_set_verify(ssl, SSL_VERIFY_NONE, nullptr);
  SSL_set_bio(ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_set_connect_state(ssl);
  return connection.release();
}

void close(Connection* connection) {
  delete connection;
}

Step step_of(SSL* ssl, int done) {
  if (done > 0) return Step::done;
  switch (SSL_get_error(ssl, done)) {
    case SSL_ERROR_ZERO_RETURN:
      return Step::ended;
    case SSL_ERROR_WANT_READ:
      return Step::starved;
    default:
      return Step::broken;
  }
}

Step shake_hands(Connection* connection) {
  SSL* const ssl = connection->ssl.get();
  return step_of(ssl, SSL_do_handshake(ssl));
}

Step write(Connection* connection, std::string_view bytes) {
  SSL* const ssl = connection->ssl.get();
  return step_of(ssl, SSL_write(ssl, bytes.data(), static_cast<int>(bytes.size())));
}

Step read(Connection* connection, std::string& into) {
  SSL* const ssl = connection->ssl.get();
  std::array<char, 16384> buffer{};
  const int got = SSL_read(ssl, buffer.data(), static_cast<int>(buffer.size()));
  if (got > 0) into.append(buffer.data(), static_cast<std::size_t>(got));
  return step_of(ssl, got);
}

std::string take(Connection* connection) {
  char* bytes = nullptr;
  BIO* const out = SSL_get_wbio(connection->ssl.get());
  const long size = BIO_get_mem_data(out, &bytes);
  if (size <= 0) return {};
  std::string taken(bytes, static_cast<std::size_t>(size));
  static_cast<void>(BIO_reset(out));
  return taken;
}

bool receive(Connection* connection, std::string_view bytes) {
  const int size = static_cast<int>(bytes.size());
  return BIO_write(SSL_get_rbio(connection->ssl.get()), bytes.data(), size) == size;
}

std::string bytes_of(const unsigned char* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

std::string key_of(X509* certificate) {
  unsigned char* der = nullptr;
  const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
  if (size <= 0) return {};
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  const bool is_made = EVP_Digest(der, static_cast<std::size_t>(size), digest.data(), &length,
                                  EVP_sha256(), nullptr) == 1;
  OPENSSL_free(der);
  return is_made ? bytes_of(digest.data(), length) : std::string();
}

std::string peer_key(Connection* connection) {
  const Certificate certificate(SSL_get_peer_certificate(connection->ssl.get()), X509_free);
  return certificate ? key_of(certificate.get()) : std::string();
}

// Without this callback, OpenSSL would ask at the terminal for the password of an encrypted block.
int no_password(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*data*/) {
  return -1;
}

Certificate first_certificate(const std::string& pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> text(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  return {PEM_read_bio_X509(text.get(), nullptr, no_password, nullptr), X509_free};
}

const EVP_MD* openssl_digest(const Algorithm& algorithm) {
  if (algorithm == Algorithm::md5) return EVP_md5();
  return algorithm == Algorithm::sha1 ? EVP_sha1() : EVP_sha256();
}

bool has_digest(X509* certificate, const Algorithm& algorithm, const std::string& wanted) {
  if (wanted.empty()) return true;
  std::array<unsigned char, EVP_MAX_MD_SIZE> made{};
  unsigned int size = 0;
  return X509_digest(certificate, openssl_digest(algorithm), made.data(), &size) == 1 &&
         bytes_of(made.data(), size) == wanted;
}

std::string key_in(const std::string& pem, const Algorithm& algorithm, const std::string& wanted) {
  const Certificate certificate = first_certificate(pem);
  const bool counts = certificate && has_digest(certificate.get(), algorithm, wanted);
  return counts ? key_of(certificate.get()) : std::string();
}

}  // namespace
}  // namespace pkgmap::tls

const pkgmap::tls::Functions pkgmap_tls = {
    PKGMAP_VERSION,        pkgmap::tls::open,   pkgmap::tls::close, pkgmap::tls::shake_hands,
    pkgmap::tls::write,    pkgmap::tls::read,   pkgmap::tls::take,  pkgmap::tls::receive,
    pkgmap::tls::peer_key, pkgmap::tls::key_in,
};
