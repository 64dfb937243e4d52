// Reads from monit's status whether monit watches the file of a check, and with which digest monit
// compares the file.
//
// Pure functions, used by the look at files (file_look.hpp).
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

/// Returns whether monit watches the file of a check that no session has suspended.
/// Watching::orphaned does not occur. `service`: the check in monit's status. `incarnation`: that
/// of the status. monit looks at a check only while the check is on. So a check that is off counts
/// as switched off by its own test (Watching::went_off) if the test has `then unmonitor` and
/// monit's last look came after the file had changed and after monit had read its control file.
rules::Watching watching_of(const monitrc::Check& check, const status::Service& service,
                            std::int64_t incarnation, const rules::PresentFile& file);

/// Returns the baseline of `if changed checksum`: the digest of monit's last look, if that look
/// found no failure. Else the kind is `never` if monit has no baseline yet, and `hidden` if monit
/// has a baseline that it does not show. Up to monit 6.0 the first look after monit has read its
/// control file takes the content that it finds; since 6.1 monit keeps the earlier baseline.
rules::ShownBaseline shown_of_changed(const status::Service& service, const status::Status& status);

/// Returns the baseline of `if failed checksum`, for a caller that cannot read monit's page of the
/// check: the digest of monit's last look, if that look found no failure and the test fails at
/// once. Else the kind is `hidden`. The check must have a checksum test (not checked).
rules::ShownBaseline shown_in_status(const monitrc::Check& check, const status::Service& service);

/// Returns whether the check has a checksum test with `then unmonitor`.
bool switches_itself_off(const monitrc::Check& check);

}  // namespace pkgmap
