// Prints what `monit-pkgmap config --json` prints, and the mistakes on standard error.
//
// usage: dump_config [--root DIR] [--host NAME] [--monit-version V] [--ask-host] FILE
//
// FILE is a path of the host; what it includes is read below DIR. Exits 1 when the control file
// has mistakes or statements that are not known, 2 when it is used wrongly.
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "cli/render/config_json.hpp"
#include "engine/facts/monit_host.hpp"
#include "engine/system/files/host_files.hpp"
#include "parsers/monitrc/parse.hpp"

namespace {

using pkgmap::FileReader;
using pkgmap::HostFiles;

/// The control file itself from the host, everything else from below a root.
class MainFileFromHost : public FileReader {
 public:
  MainFileFromHost(std::string path, const std::string& root)
      : path_(std::move(path)), root_(root) {}

  Answer read(const std::string& path) override {
    return path == path_ ? HostFiles().read(path) : root_.read(path);
  }
  std::vector<std::string> glob(const std::string& pattern) override { return root_.glob(pattern); }

 private:
  std::string path_;
  HostFiles root_;
};

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  std::string root = "/";
  std::string file;
  const pkgmap::MonitHost host;
  pkgmap::monitrc::ParseOptions options;
  options.only_known = true;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool has_value = i + 1 < arguments.size();
    if (arguments[i] == "--root" && has_value)
      root = arguments[++i];
    else if (arguments[i] == "--host" && has_value)
      options.host_name = arguments[++i];
    else if (arguments[i] == "--monit-version" && has_value)
      options.version = pkgmap::monitrc::version_of(arguments[++i]);
    else if (arguments[i] == "--ask-host")
      options.host = &host;
    else
      file = std::filesystem::absolute(arguments[i]).string();
  }
  if (file.empty()) {
    std::cerr << "usage: dump_config [--root DIR] [--host NAME] FILE\n";
    return 2;
  }
  MainFileFromHost reader(file, root);
  const auto parsed = pkgmap::monitrc::parse_control_file(file, reader, options);
  for (const auto& diagnostic : parsed.diagnostics) {
    std::cerr << render(diagnostic, parsed.sources);
  }
  std::cout << pkgmap::cli::config_json(parsed).dump() << "\n";
  return parsed.ok() ? 0 : 1;
}
