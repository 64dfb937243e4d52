// What monit itself compares each checksummed file with.
//
// `if failed checksum`: its page of the check shows it, also while the check is
// unmonitored. `if changed checksum`: the digest of the last check in the
// status, as long as that check was well. Nothing is hashed here.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/monit/client.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

/// One for every checksum test whose baseline a reload would take anew (those without `expect`);
/// the digest is empty where it cannot be known.
std::vector<HeldBaseline> held_baselines(const std::vector<monitrc::Check>& checks,
                                         MonitClient& monit, const status::Status& status);

/// What the page of a check shows.
HeldBaseline baseline_on(const status::PageBaseline& page, const std::string& check,
                         const std::string& path);

/// What monit holds now, one for each of the checks as they are defined now. Where it cannot tell,
/// what it held `before` counts, as long as the check still compares the same path.
std::vector<HeldBaseline> baselines_now(const std::vector<monitrc::Check>& checks,
                                        MonitClient& monit, const status::Status& status,
                                        const std::vector<HeldBaseline>& before);

/// Those of `now` whose digest is not what monit held `before`: somebody made it read its control
/// file again meanwhile. Only `if failed checksum`: `if changed checksum` goes on by itself, and
/// says so.
std::vector<HeldBaseline> taken_meanwhile(const std::vector<monitrc::Check>& checks,
                                          const std::vector<HeldBaseline>& before,
                                          const std::vector<HeldBaseline>& now);

}  // namespace pkgmap
