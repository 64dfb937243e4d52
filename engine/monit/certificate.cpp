#include "engine/monit/certificate.hpp"

#include <array>
#include <memory>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "engine/system/files/regular_file.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/io.hpp"
#include "parsers/source/hex.hpp"

namespace pkgmap {
namespace {

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

constexpr std::size_t kMostPem = 1U << 20U;

// Returns an empty text for a file that somebody other than root and the user of this program can
// write.
std::string read_pem(const std::string& path, const std::string& root) {
  const RegularFile file = open_regular(RootDirectory(root), path);
  if (!file || !who_else_writes(file.status).empty()) return {};
  return read_to_end(file.fd.get(), kMostPem).value_or("");
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

const EVP_MD* openssl_digest(monitrc::Algorithm algorithm) {
  switch (algorithm) {
    case monitrc::Algorithm::md5:
      return EVP_md5();
    case monitrc::Algorithm::sha1:
      return EVP_sha1();
    default:
      return EVP_sha256();
  }
}

std::string hex_of(const unsigned char* bytes, std::size_t size) {
  return hex({reinterpret_cast<const char*>(bytes), size});
}

bool has_checksum(X509* certificate, const monitrc::TlsOptions& options) {
  if (options.checksum.empty()) return true;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const monitrc::Algorithm algorithm =
      options.checksum_algorithm.value_or(monitrc::Algorithm::sha256);
  return X509_digest(certificate, openssl_digest(algorithm), digest.data(), &size) == 1 &&
         hex_of(digest.data(), size) == options.checksum;
}

}  // namespace

std::string key_of(x509_st* certificate) {
  unsigned char* der = nullptr;
  const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
  if (size <= 0) return {};
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  const bool is_made = EVP_Digest(der, static_cast<std::size_t>(size), digest.data(), &length,
                                  EVP_sha256(), nullptr) == 1;
  OPENSSL_free(der);
  return is_made ? hex_of(digest.data(), length) : std::string();
}

std::string key_in(const monitrc::TlsOptions& options, const std::string& root) {
  const std::string& path = options.pem_chain.empty() ? options.pem_file : options.pem_chain;
  if (path.empty()) return {};
  const std::string pem = read_pem(path, root);
  const Certificate certificate = first_certificate(pem);
  const bool counts = certificate && has_checksum(certificate.get(), options);
  return counts ? key_of(certificate.get()) : std::string();
}

}  // namespace pkgmap
