#include "engine/bundle/masked_files.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/bundle/hidden_words.hpp"
#include "engine/system/files/host_files.hpp"
#include "parsers/monitrc/parse.hpp"
#include "parsers/source/file_reader.hpp"
#include "parsers/source/mask.hpp"

namespace pkgmap {
namespace {

constexpr std::string_view kHidden = "***";

/// The masked texts in place of the files; patterns match the files of the root.
class MaskedFiles final : public FileReader {
 public:
  MaskedFiles(const std::string& root, const std::map<std::string, std::string>& texts)
      : files_(root), texts_(texts) {}

  Answer read(const std::string& path) override {
    const auto text = texts_.find(path);
    return text == texts_.end() ? files_.read(path) : Answer{true, text->second, {}};
  }
  std::vector<std::string> glob(const std::string& pattern) override {
    return files_.glob(pattern);
  }

 private:
  HostFiles files_;
  const std::map<std::string, std::string>& texts_;
};

std::string without(std::string_view text, const std::vector<ByteRange>& secrets) {
  std::string masked;
  std::size_t done = 0;
  for (const ByteRange& secret : secrets) {
    masked += text.substr(done, secret.begin - done);
    masked += kHidden;
    // Line numbers must stay.
    const std::string_view hidden = text.substr(secret.begin, secret.end - secret.begin);
    masked.append(static_cast<std::size_t>(std::count(hidden.begin(), hidden.end(), '\n')), '\n');
    done = secret.end;
  }
  return masked.append(text.substr(done));
}

/// Calls `change` with each line, without its line end.
template <class Change>
std::string with_lines(std::string_view text, Change change) {
  std::string changed;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t newline = std::min(text.find('\n', at), text.size());
    changed += change(std::string(text.substr(at, newline - at)));
    if (newline < text.size()) changed += '\n';
    at = newline + 1;
  }
  return changed;
}

bool is_comment(std::string_view line, std::string_view marks) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string_view::npos && marks.find(line[first]) != std::string_view::npos;
}

// "Environment=A=b" -> "Environment", also for the continuation lines of a setting.
bool tells_variables(const std::string& key) {
  return key.starts_with("Environment") || key.starts_with("SetCredential") ||
         key.starts_with("LoadCredential");
}

// A statement with a mistake may get another one by what is hidden in it.
bool same_checks(const monitrc::Parsed& left, const monitrc::Parsed& right) {
  const auto& one = left.control_file.checks;
  const auto& other = right.control_file.checks;
  const bool same_mistakes = left.diagnostics.size() == right.diagnostics.size();
  return (same_mistakes || !left.ok()) && left.control_file.files == right.control_file.files &&
         std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const monitrc::Check& a, const monitrc::Check& b) {
                      return a.name == b.name && a.type == b.type && a.path == b.path &&
                             a.pidfile == b.pidfile && a.tests.size() == b.tests.size();
                    });
}

}  // namespace

Result<std::map<std::string, std::string>> masked_control_files(const monitrc::Parsed& parsed,
                                                                const Settings& settings) {
  const Sources& sources = parsed.sources;
  std::map<std::string, std::string> bare;
  std::map<std::string, std::string> commented;
  HiddenWords words;
  for (std::uint32_t source = 0; source < sources.size(); ++source) {
    const std::string_view text = sources.bytes(source);
    std::string masked = words.replace(text, secrets_in(text));
    bare[sources.name(source)] = with_lines(masked, [](std::string line) {
      return is_comment(line, "#") ? std::string("#") : std::move(line);
    });
    commented[sources.name(source)] = std::move(masked);
  }
  monitrc::ParseOptions options;
  options.host_name = "x";
  // A line of a text may look like a comment.
  for (auto* texts : {&bare, &commented}) {
    MaskedFiles files(settings.root, *texts);
    const auto again = monitrc::parse_control_file(parsed.control_file.path, files, options);
    HostFiles plain(settings.root);
    const auto first = monitrc::parse_control_file(parsed.control_file.path, plain, options);
    if (same_checks(first, again)) return std::move(*texts);
  }
  return Error{ErrorCode::control_file,
               "the control file cannot be put into a bundle: without its credentials, " +
                   parsed.control_file.path + " would be understood in another way",
               "'monit-pkgmap config' shows how it is understood; quoted passwords help"};
}

std::string masked_unit(std::string_view text) {
  std::string key;
  bool goes_on = false;
  return with_lines(text, [&](const std::string& line) -> std::string {
    if (is_comment(line, "#;")) return "#";
    const std::size_t equals = line.find('=');
    if (!goes_on) key = equals == std::string::npos ? std::string() : line.substr(0, equals);
    const bool continues = line.ends_with('\\');
    const bool hides = tells_variables(key);
    const bool began = !goes_on;
    goes_on = continues;
    if (hides) {
      return (began ? key + "=" : std::string()) + std::string(kHidden) + (continues ? "\\" : "");
    }
    return without(line, secrets_in(line));
  });
}

std::string masked_policy(std::string_view text) {
  return with_lines(text, [](std::string line) {
    return is_comment(line, "#") ? std::string("#") : std::move(line);
  });
}

}  // namespace pkgmap
