// Keys of the real gpg, packages signed by the real rpmsign, and rpm databases that trust them.
//
// Everything stands below a directory of the test's own; no keyring of the machine is touched.
#pragma once

#include <string>
#include <vector>

#include "tests/engine/packages/command.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap::test {

class SigningKey {
 public:
  explicit SigningKey(const std::string& name);
  ~SigningKey();
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;

  /// Signs the file in place (`rpmsign --addsign`).
  void sign(const std::string& rpm) const;
  /// Creates the database if necessary, and imports the key (`rpmkeys --import`).
  void import_into(const std::string& dbpath) const;

 private:
  std::string name_;
  TemporaryDirectory directory_;
};

/// Returns the path of a copy of the package, which a test may change.
std::string copy_of(const std::string& rpm, const TemporaryDirectory& directory,
                    const std::string& name);

/// Returns the line of `rpmkeys -Kv` about the signature of the header; empty if there is none.
std::string about_header_signature(const std::string& rpm, const std::string& dbpath);

/// Flips a bit of the signature in the file, so that rpmkeys with this database calls the signature
/// BAD. Returns false if no bit has that effect.
bool spoil_signature(const std::string& rpm, const std::string& dbpath);

/// Installs the record of a package alone (`rpm -i --justdb`); does not verify the signature.
void install_record(const std::string& dbpath, const std::string& rpm);

/// Installs record and files (`rpm -i`); does not verify the signature.
void install(const std::string& dbpath, const std::string& rpm);

/// Throws with the output of the command if the command fails.
CommandResult run_or_throw(const std::vector<std::string>& command);

}  // namespace pkgmap::test
