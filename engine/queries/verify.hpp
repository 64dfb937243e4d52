// Every checksummed file against what monit compares it with and what its package shipped.
// Read-only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/integrity/content.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

enum class Against : std::uint8_t {
  either,  ///< Fine when it is the one or the other.
  baseline,
  package,
};

struct VerifiedFile {
  enum class Result : std::uint8_t { ok, drift, missing, unknown };
  std::string check;
  std::string path;
  Result result = Result::unknown;
  std::string baseline;                     ///< Empty: not known.
  std::string content;                      ///< By the baseline's algorithm; empty: no content.
  std::string package;                      ///< NEVRA; empty: no package answers for it.
  std::optional<Signature> signature = {};  ///< Of that package; nothing: none, or a bad one.
  Shipped shipped = Shipped::unowned;
  bool config = false;           ///< %config
  std::string refusal = {};      ///< Why a content as packaged does not count.
  std::string new_version = {};  ///< The `.rpmnew` beside it, when there is one.
  std::string substitute = {};   ///< The check that keeps its alarm over a reload; empty: none.
};

struct Verification {
  std::vector<VerifiedFile> files;
  std::vector<std::string> notes;  ///< Why baselines are not known, for people.
  Against against = Against::either;

  bool drifted() const;
};

/// Works while monit is down; its baselines are then not known.
pkgmap::Result<Verification> verify(const Settings& settings, Against against);

const char* name_of(VerifiedFile::Result result);
const char* name_of(Shipped shipped);

}  // namespace pkgmap
