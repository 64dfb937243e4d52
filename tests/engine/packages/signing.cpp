#include "tests/engine/packages/signing.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace pkgmap::test {
namespace {

namespace fs = std::filesystem;

// rpm has no path of gpg, or one that need not exist here.
std::string gpg() {
  for (const char* path : {"/usr/bin/gpg2", "/usr/bin/gpg", "/usr/local/bin/gpg"}) {
    if (fs::exists(path)) return path;
  }
  throw std::runtime_error("gpg is not installed: tests/install-deps");
}

bool is_bad(const std::string& rpm, const std::string& dbpath) {
  return about_header_signature(rpm, dbpath).find(": BAD") != std::string::npos;
}

std::vector<std::string> rpm_install(const std::string& dbpath, const std::string& rpm,
                                     const std::vector<std::string>& options) {
  std::vector<std::string> command = {"rpm",      "--dbpath",    dbpath,         "-i",
                                      "--nodeps", "--noscripts", "--nosignature"};
  // Debian's rpm installs packages only with an option of its own.
  static const bool debian = run_command({"rpm", "--force-debian", "--version"}).status == 0;
  if (debian) command.insert(command.begin() + 1, "--force-debian");
  command.insert(command.end(), options.begin(), options.end());
  command.push_back(rpm);
  return command;
}

}  // namespace

// rpm 6 writes "signature", rpm 4 "Signature".
std::string about_header_signature(const std::string& rpm, const std::string& dbpath) {
  const CommandResult result = run_command({"rpmkeys", "--dbpath", dbpath, "-Kv", rpm});
  for (const std::string& line : lines_of(result.out)) {
    const bool of_header = line.find("Header") != std::string::npos;
    if (of_header && line.find("ignature") != std::string::npos) return line;
  }
  return "";
}

CommandResult run_or_throw(const std::vector<std::string>& command) {
  CommandResult result = run_command(command);
  if (result.status != 0) throw std::runtime_error(command.front() + ": " + result.err);
  return result;
}

SigningKey::SigningKey(const std::string& name) : name_(name) {
  fs::permissions(directory_.path(), fs::perms::owner_all);
  run_or_throw({gpg(), "--homedir", directory_.path(), "--batch", "--quiet", "--pinentry-mode",
                "loopback", "--passphrase", "", "--quick-gen-key", name, "rsa2048", "sign",
                "never"});
  run_or_throw({gpg(), "--homedir", directory_.path(), "--batch", "--armor", "--output",
                directory_.file("public.asc"), "--export", name});
}

SigningKey::~SigningKey() {
  static_cast<void>(run_command({"gpgconf", "--homedir", directory_.path(), "--kill", "all"}));
}

void SigningKey::sign(const std::string& rpm) const {
  run_or_throw({"rpmsign", "--define", "__gpg " + gpg(), "--define", "_gpg_name " + name_,
                "--define", "_gpg_path " + directory_.path(), "--addsign", rpm});
}

void SigningKey::import_into(const std::string& dbpath) const {
  run_or_throw({"rpmkeys", "--dbpath", dbpath, "--import", directory_.file("public.asc")});
}

std::string copy_of(const std::string& rpm, const TemporaryDirectory& directory,
                    const std::string& name) {
  fs::copy_file(rpm, directory.file(name));
  return directory.file(name);
}

bool spoil_signature(const std::string& rpm, const std::string& dbpath) {
  const std::string good = read_file(rpm);
  // The signature comes after the lead of 96 bytes and the index of the signature header.
  for (std::size_t at = 96 + 300; at < 96 + 700; ++at) {
    std::string flipped = good;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    std::ofstream(rpm, std::ios::binary) << flipped;
    if (is_bad(rpm, dbpath)) return true;
  }
  return false;
}

void install_record(const std::string& dbpath, const std::string& rpm) {
  run_or_throw(rpm_install(dbpath, rpm, {"--justdb", "--force"}));
}

void install(const std::string& dbpath, const std::string& rpm) {
  run_or_throw(rpm_install(dbpath, rpm, {"--force"}));
}

}  // namespace pkgmap::test
