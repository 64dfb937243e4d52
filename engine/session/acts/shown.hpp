// Reads from monit's status whether monit watches the file of a check, and with which digest monit
// compares the file.
//
// Pure functions, used by the look at files (file_look.hpp).
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

/// Returns whether monit watches the file of `check`, a check that no session has suspended (not
/// checked). `service`: the check in monit's status. `incarnation`: status::Status::incarnation of
/// this status. `file`: the file as it is now. Returns:
/// - Watching::waiting if the check is on, and monit has not looked at it yet;
/// - Watching::on if the check is on otherwise;
/// - Watching::went_off if its own test has switched the check off;
/// - Watching::off if the check is off otherwise.
///
/// The function takes it that the own test switched the check off if that test has `then
/// unmonitor`, and monit has looked at the check since the last change of the file and since monit
/// last read its control file. monit looks at a check only while the check is on, so monit saw the
/// present content, and the check went off after that.
rules::Watching watching_of(const monitrc::Check& check, const status::Service& service,
                            std::int64_t incarnation, const rules::PresentFile& file);

/// Returns the baseline of `if changed checksum`:
/// - the digest of monit's last look, if that look found no failure and the check is on;
/// - otherwise the kind `never` if monit has no baseline yet;
/// - otherwise the kind `hidden`: monit has a baseline that it does not show.
///
/// Up to monit 6.0 the first look after monit has read its control file takes the content that it
/// finds; since 6.1 monit keeps the earlier baseline.
rules::ShownBaseline shown_of_changed(const status::Service& service, const status::Status& status);

/// Returns the baseline of `if failed checksum`, for a caller that cannot read monit's page of the
/// check. That is the digest of monit's last look, if the check is on, that look found no failure,
/// and the test has no `for N cycles` (so monit shows each failure at once). Otherwise the kind is
/// `hidden`. The check must have a checksum test (not checked).
rules::ShownBaseline shown_in_status(const monitrc::Check& check, const status::Service& service);

/// Returns whether the check has a checksum test with `then unmonitor`.
bool switches_itself_off(const monitrc::Check& check);

}  // namespace pkgmap
