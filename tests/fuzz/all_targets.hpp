// The table of the fuzz targets that fuzz_inputs_test replays. Targets that the tests of a room
// replay themselves (targets.hpp, answers.hpp) are not in it.
#pragma once

#include <array>
#include <string_view>

#include "tests/fuzz/archives.hpp"
#include "tests/fuzz/audits.hpp"
#include "tests/fuzz/hooks.hpp"
#include "tests/fuzz/packages.hpp"
#include "tests/fuzz/policies.hpp"
#include "tests/fuzz/records.hpp"
#include "tests/fuzz/texts.hpp"

namespace pkgmap::fuzz {

struct Target {
  const char* name;  ///< Also of the directory in fixtures/fuzz.
  void (*run)(std::string_view);
};

inline constexpr auto kTargets = std::to_array<Target>({
    {"units", units},
    {"tmpfiles", tmpfiles},
    {"policy", policy},
    {"transaction", transaction},
    {"json", json},
    {"audits", audits},
    {"status_xml", status_xml},
    {"check_page", check_page},
    {"password_file", password_file},
    {"session", session},
    {"history", history},
    {"signature", signature},
    {"dnf5_packages", dnf5_packages},
    {"zypp_frame", zypp_frame},
    {"rpm_header", rpm_header},
    {"rpm_payload", rpm_payload},
    {"image_archive", image_archive},
    {"image_records", image_records},
});

}  // namespace pkgmap::fuzz
