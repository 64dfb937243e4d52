// Reads from monit's status whether monit watches the file of a check, and with which digest monit
// compares the file.
//
// Pure functions, used by the look at files (file_look.hpp).
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

/// Returns whether monit watches the file of `check`. The caller passes only a check that no
/// session has suspended. `service`: the check in monit's status. `incarnation`:
/// status::Status::incarnation of this status. `file`: the file as it is now. Never returns
/// Watching::orphaned.
///
/// Returns Watching::went_off (its own test has switched the check off) if all of this holds: the
/// check is off; its test has `then unmonitor`; monit has looked at the check since the last change
/// of the file, and since monit last read its control file. monit looks at a check only while the
/// check is on, so monit saw the present content, and the check went off after that.
rules::Watching watching_of(const monitrc::Check& check, const status::Service& service,
                            std::int64_t incarnation, const rules::PresentFile& file);

/// Returns the baseline of `if changed checksum`: the digest of monit's last look, if that look
/// found no failure and the check is on. Else the kind is `never` if monit has no baseline yet, and
/// `hidden` if monit has a baseline that it does not show. Up to monit 6.0 the first look after
/// monit has read its control file takes the content that it finds; since 6.1 monit keeps the
/// earlier baseline.
rules::ShownBaseline shown_of_changed(const status::Service& service, const status::Status& status);

/// Returns the baseline of `if failed checksum`, for a caller that cannot read monit's page of the
/// check: the digest of monit's last look, if the check is on, that look found no failure, and
/// monit shows each failure of the test at once (the test has no `for N cycles`). Else the kind is
/// `hidden`. The check must have a checksum test (not checked).
rules::ShownBaseline shown_in_status(const monitrc::Check& check, const status::Service& service);

/// Returns whether the check has a checksum test with `then unmonitor`.
bool switches_itself_off(const monitrc::Check& check);

}  // namespace pkgmap
