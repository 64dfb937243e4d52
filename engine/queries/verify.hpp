// Compares every checksummed file (a file with a checksum test) with the good content and with what
// its package shipped.
//
// Changes no file, record or check. Needs no answer of monit. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/source/check_name.hpp"
#include "rules/judge/packaged.hpp"

namespace pkgmap {

/// What a content has to equal.
enum class Against : std::uint8_t {
  either,  ///< The good content, or the content that a package shipped: one of the two is enough.
  /// The good content: of a test with `expect`, the content with this sum; of every other test, the
  /// good content of docs/glossary.md (mostly that of the content record, else monit's baseline).
  baseline,
  package,  ///< The content in the header of an installed package.
};

/// What was found about one checksummed file.
struct VerifiedFile {
  enum class Result : std::uint8_t {
    ok,       ///< The content is what Verification::against asks for.
    drift,    ///< The content is not what Verification::against asks for, or cannot be read.
    missing,  ///< There is no file at the path.
    /// There is nothing to compare with, or no time to read a large file. With Against::package
    /// also for a missing file of whose content the package says nothing (Shipping::silent), such
    /// as %ghost. With Against::either also if only a package says that the content is right, and
    /// the path leads through a link of which nobody knows whether it is new.
    unknown,
  };
  CheckName check;   ///< The check with the test.
  std::string path;  ///< As the control file writes it.
  Result result = Result::unknown;
  std::string baseline;  ///< Digest of the good content; empty: not known.
  std::string content;   ///< Digest of the present content; empty: no content was read.
  std::string package;   ///< NEVRA of the owner; empty: no owner.
  /// How the owner's header is signed, as in JSON; empty without a header, or if the signature is
  /// bad.
  std::string signature = {};
  /// How the content compares with the headers.
  rules::Shipping shipped = rules::Shipping::unowned;
  rules::Refused refused = rules::Refused::no;  ///< Why a packaged content does not count.
  bool config = false;                          ///< The file is %config, or a conffile of dpkg.
  /// `refused` as a clause for people; empty for Refused::no.
  std::string refusal = {};
  /// Path of the new version that the package manager has put beside a %config file, such as a
  /// `.rpmnew` file; empty if there is none.
  std::string new_version = {};
  /// With Result::drift: the file has the content that a transaction left, that is, a scriptlet, or
  /// a process of root during the transaction, wrote it. Else false.
  bool by_transaction = false;
  /// Name of the substitute check (a check of ours that keeps the alarm about this file) if monit
  /// monitors it; else empty.
  std::string substitute = {};
};

struct Verification {
  std::vector<VerifiedFile> files;
  std::vector<std::string> notes;  ///< Messages about what could not be read, one sentence each.
  Against against = Against::either;

  /// Returns whether at least one file has Result::drift.
  bool drifted() const;
};

/// Returns a result for every checksummed file, in the order of the control file, but none for a
/// substitute check; the list may be empty. If monit does not answer, its baselines are unknown,
/// and a note says so. Fails with ErrorCode::usage unless Settings::live() is true. Also fails if
/// the control file cannot be read or has an error, or if the package database cannot be read.
pkgmap::Result<Verification> verify(const Settings& settings, Against against,
                                    Host& host = this_host());

/// Returns the word for it in monit-pkgmap-formats(5): "ok", "drift", …
const char* name_of(VerifiedFile::Result result);

}  // namespace pkgmap
