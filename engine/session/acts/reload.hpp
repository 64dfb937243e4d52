// Lets monit read its control file again, so that it takes new baselines: only
// when every checksummed file of the host holds what it may hold (P4), and
// believed only when monit's own pages show the digests that were verified.
#pragma once

#include <string>
#include <vector>

#include "engine/integrity/content.hpp"
#include "engine/journal/session_record.hpp"
#include "engine/monit/client.hpp"
#include "engine/monit/daemon.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/system/result.hpp"
#include "rules/substitute.hpp"

namespace pkgmap {

struct GateAnswer {
  std::vector<Drift> drift;            ///< Empty: a reload blesses nothing.
  std::vector<NewBaseline> changed;    ///< Files whose content is new and as packaged.
  std::vector<HeldBaseline> verified;  ///< What monit's pages have to show after the reload.
};

/// Looks at every baseline. What one of `substitutes` expects of its file is as good as a baseline.
Result<GateAnswer> ask_gate(Host& host, const std::vector<HeldBaseline>& baselines,
                            PackageDatabase* database,
                            const std::vector<rules::SubstituteCheck>& substitutes = {});

/// Ends when monit answers with a new <incarnation>. check_syntax() comes first: monit ends itself
/// otherwise.
Done reload_and_wait(Host& host, MonitClient& monit, const MonitDaemon& daemon);

/// The checks whose page shows another digest than was verified, or no longer answers: something
/// replaced the file in between.
std::vector<std::string> unexpected_baselines(Host& host, MonitClient& monit,
                                              const std::vector<HeldBaseline>& verified);

}  // namespace pkgmap
