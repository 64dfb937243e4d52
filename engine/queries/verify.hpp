// Compares every checksummed file with the good content and with what its package shipped.
//
// Changes no file, record or check. Works while monit is down.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "rules/judge/packaged.hpp"

namespace pkgmap {

/// What a content has to equal.
enum class Against : std::uint8_t {
  either,    ///< The baseline or the package.
  baseline,  ///< The good content: that of the record, or monit's baseline.
  package,   ///< The content in the header of an installed package.
};

struct VerifiedFile {
  enum class Result : std::uint8_t { ok, drift, missing, unknown };
  std::string check;
  std::string path;
  Result result = Result::unknown;
  std::string baseline;        ///< Digest of the good content; empty: not known.
  std::string content;         ///< Digest of the present content; empty: no content was read.
  std::string package;         ///< NEVRA of the owner; empty: no owner.
  std::string signature = {};  ///< How the owner's header is signed, as in JSON; empty without a
                               ///< header, or if the signature is bad.
  rules::Shipping shipped = rules::Shipping::unowned;
  rules::Refused refused = rules::Refused::no;
  bool config = false;           ///< %config
  std::string refusal = {};      ///< Why the content does not count as packaged, although a header
                                 ///< has it; empty otherwise.
  std::string new_version = {};  ///< Path of the `.rpmnew` file; empty if there is none.
  /// Its content is as a transaction left it: a scriptlet, or a person during the transaction.
  bool by_transaction = false;
  std::string substitute = {};  ///< Name of the substitute check, if monit monitors it.
};

struct Verification {
  std::vector<VerifiedFile> files;
  std::vector<std::string> notes;  ///< Messages about what could not be read.
  Against against = Against::either;

  /// Returns whether a file has Result::drift.
  bool drifted() const;
};

/// Returns a result for every checksummed file; without such files the list is empty. If monit is
/// down, the good contents are those of the content record. Fails with ErrorCode::usage for another
/// root; also if the control file or the package database cannot be read.
pkgmap::Result<Verification> verify(const Settings& settings, Against against,
                                    Host& host = this_host());

/// Returns the word of monit-pkgmap-formats(5): "ok", "drift", …
const char* name_of(VerifiedFile::Result result);

}  // namespace pkgmap
