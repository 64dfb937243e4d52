#include "engine/queries/doctor/log.hpp"

#include "engine/facts/monit_log.hpp"
#include "engine/system/files/regular_file.hpp"
#include "engine/system/files/root_directory.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

constexpr const char* kWhatIsNotSeen =
    ", so a 'monit unmonitor' of a check that is suspended already cannot be seen";

// Some distributions let a group write /var/log: that is no fault of this host.
HostFinding unheard(const std::string& log) {
  const RegularFile file = open_regular(RootDirectory("/"), log);
  const std::string writer = file ? who_else_writes(file.status) : "";
  if (file && writer.empty()) {
    return {"log",
            Health::ok,
            "monit's log " + log + " lies in or below a directory that others than root can write" +
                kWhatIsNotSeen,
            {}};
  }
  const std::string why = file ? "is not root's alone: " + writer : std::string("cannot be read");
  return {"log", Health::warning, "monit's log " + log + " " + why + kWhatIsNotSeen,
          "let root alone write " + log +
              "; until then 'monit-pkgmap resume --except NAME' leaves a check off"};
}

}  // namespace

HostFinding finding_about_log(const monitrc::ControlFile& control_file) {
  const std::string& log = control_file.logfile;
  if (log.empty()) {
    return {"log", Health::ok, std::string("monit logs to no file") + kWhatIsNotSeen, {}};
  }
  if (!read_monit_log(log, std::nullopt)) return unheard(log);
  return {"log", Health::ok, "monit's log shows whoever unmonitors a check that is suspended", {}};
}

}  // namespace pkgmap
