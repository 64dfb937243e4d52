#include "engine/monit/certificate.hpp"

#include "engine/monit/tls_module.hpp"
#include "engine/system/files/regular_file.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/io.hpp"
#include "parsers/source/hex.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kMostPem = 1U << 20U;

// Returns an empty text for a file that somebody other than root and the user of this program can
// write.
std::string read_pem(const std::string& path, const std::string& root) {
  const RegularFile file = open_regular(RootDirectory(root), path);
  if (!file || !who_else_writes(file.status).empty()) return {};
  return read_to_end(file.fd.get(), kMostPem).value_or("");
}

}  // namespace

std::string key_in(const monitrc::TlsOptions& options, const std::string& root) {
  const std::string& path = options.pem_chain.empty() ? options.pem_file : options.pem_chain;
  const tls::Functions* const functions = path.empty() ? nullptr : tls_functions();
  const auto checksum = bytes_of_hex(options.checksum);
  if (!functions || !checksum) return {};
  const auto algorithm = options.checksum_algorithm.value_or(Algorithm::sha256);
  return hex(functions->key_in(read_pem(path, root), algorithm, *checksum));
}

}  // namespace pkgmap
