#include "engine/facts/policy_files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <utility>

#include "engine/system/files/host_files.hpp"
#include "engine/system/files/regular_file.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/io.hpp"
#include "engine/system/text.hpp"
#include "parsers/yaml/value.hpp"
#include "rules/policy/policy_reader.hpp"

namespace pkgmap {
namespace {

constexpr const char* kFile = "/etc/monit-pkgmap/policy.yaml";
constexpr const char* kPolicyDirectory = "/etc/monit-pkgmap/policy.d";
constexpr std::size_t kMostFiles = 200;

/// A text, or the reason why it was refused.
struct Answer {
  std::string bytes;
  std::string refused;
  std::string hint;
};

Answer refused_policy(std::string why, std::string hint = {}) {
  return {{}, std::move(why), std::move(hint)};
}

// Reads beyond the limit of the parser, which then reports it.
Answer read_bounded(int fd) {
  auto bytes = read_to_end(fd, yaml::kBiggest);
  if (!bytes) return refused_policy("cannot read it: " + system_message(errno));
  return {*std::move(bytes), {}, {}};
}

// Which owners count: a policy in a bundle was judged on the host of the bundle, by its owners
// there.
enum class Owners : std::uint8_t { judged, ignored };

Answer read_trusted(const RegularFile& file, const std::string& path, Owners owners) {
  if (!file) {
    return refused_policy(file.error == 0 ? "it " + file.why() : "cannot open it: " + file.why());
  }
  const std::string who = owners == Owners::judged ? who_else_writes(file.status) : "";
  if (!who.empty()) {
    return refused_policy("refused: " + who, "chown root " + path + "; chmod go-w " + path);
  }
  return read_bounded(file.fd.get());
}

/// Reads one file after another into the policy.
class Loader {
 public:
  Loader(const std::string& root, PolicyFiles& into, Owners owners)
      : root_(root), into_(into), owners_(owners), reader_(into.sources, into.diagnostics) {}

  void read(const std::string& path, bool may_be_missing) {
    const RegularFile file = open_regular(root_, path);
    if (file.error == ENOENT && may_be_missing) return;
    Answer answer = read_trusted(file, path, owners_);
    if (!answer.refused.empty()) {
      complain(path, answer.refused, answer.hint);
      return;
    }
    into_.files.push_back(path);
    reader_.read(into_.sources.add(path, std::move(answer.bytes)));
  }

  void read_directory(const std::string& root, const std::string& directory) {
    struct stat status {};
    if (root_.stat(directory, true, status) != 0) {
      // A directory that cannot be read may hold rules.
      if (errno != ENOENT)
        complain(directory, "cannot read the directory: " + system_message(errno), {});
      return;
    }
    const std::string who = owners_ == Owners::judged ? who_else_writes(status) : "";
    if (!who.empty()) {
      complain(directory, "refused: " + who,
               "chown root " + directory + "; chmod go-w " + directory);
      return;
    }
    const auto paths = HostFiles(root).glob(directory + "/*.yaml");
    if (paths.size() > kMostFiles) {
      complain(directory, "more than 200 policy files", {});
      return;
    }
    for (const std::string& path : paths) read(path, false);
  }

  void finish() { into_.policy = reader_.finish(); }

 private:
  void complain(const std::string& path, const std::string& why, const std::string& hint) {
    into_.diagnostics.push_back({Severity::error, std::nullopt, path, why, hint});
  }

  RootDirectory root_;
  PolicyFiles& into_;
  Owners owners_;
  rules::PolicyReader reader_;
};

// "/etc/monit-pkgmap/policy.yaml:3: unknown key 'wiat' of 'defaults'"
std::string in_one_line(const Diagnostic& diagnostic, const Sources& sources) {
  if (!diagnostic.span) return diagnostic.file + ": " + diagnostic.message;
  return sources.name(diagnostic.span->source) + ":" +
         std::to_string(sources.position(*diagnostic.span).line) + ": " + diagnostic.message;
}

}  // namespace

PolicyFiles load_policy(const Settings& settings) {
  PolicyFiles files;
  const std::string& named = settings.policy_file;
  const bool in_bundle = settings.recorded && (named.empty() || settings.policy_root != "/");
  const Owners owners = in_bundle ? Owners::ignored : Owners::judged;
  if (!named.empty()) {
    Loader loader(settings.policy_root, files, owners);
    loader.read(named, false);
    loader.finish();
    return files;
  }
  Loader loader(settings.root, files, owners);
  loader.read(kFile, true);
  loader.read_directory(settings.root, kPolicyDirectory);
  loader.finish();
  return files;
}

Done require_understood(const PolicyFiles& policy) {
  Error error{ErrorCode::control_file, {}, {}, {}};
  for (const Diagnostic& diagnostic : policy.diagnostics) {
    if (diagnostic.severity != Severity::error) continue;
    error.details += render(diagnostic, policy.sources);
    if (error.message.empty()) {
      error.message = "cannot use the policy: " + in_one_line(diagnostic, policy.sources);
    }
  }
  if (error.message.empty()) return done();
  error.hint = "'monit-pkgmap policy' checks it again";
  return error;
}

Result<Settings> with_policy(Settings settings) {
  PolicyFiles files = load_policy(settings);
  return with_policy(std::move(settings), std::move(files));
}

Result<Settings> with_policy(Settings settings, PolicyFiles files) {
  if (auto understood = require_understood(files); !understood) return understood.error();
  settings.policy = std::move(files.policy);
  if (settings.settle) settings.policy.settle = *settings.settle;
  if (settings.lease) settings.policy.lease = *settings.lease;
  return settings;
}

}  // namespace pkgmap
