#include "engine/session/acts/alarms.hpp"

#include "engine/monit/control_file_name.hpp"

namespace pkgmap {

using rules::CarriedDrift;

const CarriedDrift* alarm_about(const std::vector<CarriedDrift>& alarms, const std::string& check,
                                const std::string& path) {
  for (const CarriedDrift& alarm : alarms) {
    if (monitrc::same_name(alarm.check, check) && alarm.path == path) return &alarm;
  }
  return nullptr;
}

bool is_good_again(Host& host, const CarriedDrift& alarm, PackageDatabase* database) {
  const auto content =
      host.examine({alarm.check, alarm.path, alarm.algorithm, alarm.digest}, database);
  return content &&
         (content->state == ContentState::as_held || content->state == ContentState::as_packaged);
}

std::vector<CarriedDrift> alarms_of(const std::string& control_file,
                                    const std::vector<CarriedDrift>& all,
                                    std::vector<CarriedDrift>* others) {
  std::vector<CarriedDrift> ours;
  for (const CarriedDrift& alarm : all) {
    if (same_control_file(alarm.control_file, control_file)) {
      ours.push_back(alarm);
    } else if (others) {
      others->push_back(alarm);
    }
  }
  return ours;
}

}  // namespace pkgmap
