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

  /// `rpmsign --addsign`, in place.
  void sign(const std::string& rpm) const;
  /// `rpmkeys --import` into a database, which it creates.
  void import_into(const std::string& dbpath) const;

 private:
  std::string name_;
  TemporaryDirectory directory_;
};

/// A copy of a package that may be changed.
std::string copy_of(const std::string& rpm, const TemporaryDirectory& directory,
                    const std::string& name);

/// Flips a bit of the signature in the file, so that rpmkeys with that database calls it BAD; false
/// when it found none.
bool spoil_signature(const std::string& rpm, const std::string& dbpath);

/// `rpm -i --justdb`, whatever the signature.
void install_record(const std::string& dbpath, const std::string& rpm);

/// `rpm -i`, whatever the signature: record and files.
void install(const std::string& dbpath, const std::string& rpm);

/// Throws with its words when it fails.
CommandResult run_or_throw(const std::vector<std::string>& command);

}  // namespace pkgmap::test
