// The files of a machine, with its control files.
#include <fnmatch.h>

#include <algorithm>
#include <utility>

#include "engine/system/files/paths.hpp"
#include "parsers/monitrc/model/algorithms.hpp"
#include "parsers/monitrc/parse.hpp"
#include "tests/engine/session/model/machine.hpp"

namespace pkgmap::model {
namespace {

class ControlFiles : public FileReader {
 public:
  explicit ControlFiles(const Machine& machine) : machine_(machine) {}

  Answer read(const std::string& path) override {
    if (path == Machine::kControlFile) {
      auto text = machine_.content(path);
      return text ? Answer{true, std::move(*text), {}} : missing();
    }
    const auto& texts = machine_.included.texts;
    const auto found = texts.find(base_name_of(path));
    const bool there = directory_of(path) == Machine::kIncluded && found != texts.end();
    return there ? Answer{true, found->second.now, {}} : missing();
  }

  std::vector<std::string> glob(const std::string& pattern) override {
    std::vector<std::string> paths;
    for (const auto& [name, text] : machine_.included.texts) {
      const std::string path = machine_.included.path + "/" + name;
      if (::fnmatch(pattern.c_str(), path.c_str(), FNM_PERIOD | FNM_PATHNAME) == 0) {
        paths.push_back(path);
      }
    }
    return paths;
  }

 private:
  static Answer missing() { return {false, {}, "No such file or directory"}; }

  const Machine& machine_;
};

}  // namespace

std::optional<std::string> Machine::content(const std::string& path) const {
  const auto found = files_.find(path);
  if (found == files_.end()) return std::nullopt;
  return found->second.content;
}

std::optional<Usec> Machine::changed_at(const std::string& path) const {
  const auto found = files_.find(path);
  if (found == files_.end()) return std::nullopt;
  return found->second.changed;
}

void Machine::put(const std::string& path, std::optional<std::string> content) {
  scheduler.note(path + (content ? " is now " + *content : " is gone"));
  if (content) {
    files_[path] = {std::move(*content), wall()};
  } else {
    files_.erase(path);
  }
}

std::optional<std::string> Machine::examine(const std::string& path) {
  const auto found = files_.find(path);
  if (found == files_.end()) return std::nullopt;
  found->second.seen.insert(scheduler.self());
  return found->second.content;
}

bool Machine::is_packaged(const std::string& path, const std::string& content) const {
  return std::any_of(packages.begin(), packages.end(), [&](const ModelPackage& package) {
    const auto file = package.files.find(path);
    return package.installed && file != package.files.end() && file->second == content;
  });
}

// Parses the control file again only if one of its files has changed.
std::shared_ptr<const monitrc::Parsed> Machine::control_file() const {
  std::string text = content(kControlFile).value_or("");
  for (const auto& [name, part] : included.texts) text += '\0' + name + '\0' + part.now;
  if (!parsed_ || text != parsed_text_) {
    ControlFiles files(*this);
    auto parsed =
        std::make_shared<monitrc::Parsed>(monitrc::parse_control_file(kControlFile, files));
    monitrc::use_default_algorithm_of(monit.version(), parsed->control_file);
    parsed_ = std::move(parsed);
    parsed_text_ = std::move(text);
  }
  return parsed_;
}

}  // namespace pkgmap::model
