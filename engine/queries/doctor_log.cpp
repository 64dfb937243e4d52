#include "engine/queries/doctor_log.hpp"

#include "engine/facts/monit_log.hpp"

namespace pkgmap {
namespace {

using Health = Finding::Health;

constexpr const char* kWhatIsNotSeen =
    ", so a 'monit unmonitor' of a check that is suspended already cannot be seen";

}  // namespace

Finding finding_about_log(const monitrc::ControlFile& control_file) {
  const std::string& log = control_file.logfile;
  if (log.empty()) {
    return {"log", Health::ok, std::string("monit logs to no file") + kWhatIsNotSeen, {}};
  }
  if (!read_monit_log(log, std::nullopt)) {
    return {
        "log", Health::warning,
        "monit's log " + log + " cannot be read, or others than root can write it" + kWhatIsNotSeen,
        "let root alone write " + log +
            " and its directory; until then 'monit-pkgmap "
            "resume --except NAME' leaves a check off"};
  }
  return {"log", Health::ok, "monit's log shows whoever unmonitors a check that is suspended", {}};
}

}  // namespace pkgmap
