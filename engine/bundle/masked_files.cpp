#include "engine/bundle/masked_files.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/bundle/hidden_words.hpp"
#include "engine/system/files/host_files.hpp"
#include "parsers/monitrc/parse.hpp"
#include "parsers/monitrc/words/tree.hpp"
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

bool is_comment(std::string_view line, std::string_view marks) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string_view::npos && marks.find(line[first]) != std::string_view::npos;
}

/// Returns the text with nothing but a mark on each line that is a comment.
std::string without_comment_lines(std::string_view text, std::string_view marks) {
  std::string changed;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t newline = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, newline - at);
    changed += is_comment(line, marks) ? std::string_view("#") : line;
    if (newline < text.size()) changed += '\n';
    at = newline + 1;
  }
  return changed;
}

// "Environment=A=b" -> true
bool tells_variables(std::string_view line) {
  const std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
  const std::string_view key = line.substr(first, line.find('=') - first);
  return key.starts_with("Environment") || key.starts_with("SetCredential") ||
         key.starts_with("LoadCredential");
}

/// Returns the end of the setting that begins at `begin`, behind its last line end. A line that
/// ends with a backslash goes on, and so does a comment behind it (systemd.syntax(7)).
std::size_t end_of_setting(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin; at < text.size();) {
    const std::size_t newline = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, newline - at);
    at = std::min(newline + 1, text.size());
    const bool is_comment_inside = is_comment(line, "#;") && line.data() != text.data() + begin;
    if (!line.ends_with('\\') && !is_comment_inside) return at;
  }
  return text.size();
}

// A secret may be on another line than the option before it. The flat text has blanks in place of
// what joins two lines, so each secret is where it is in the setting.
std::string flattened(std::string_view setting) {
  std::string flat(setting);
  for (std::size_t at = flat.find("\\\n"); at != std::string::npos; at = flat.find("\\\n", at)) {
    flat.replace(at, 2, "  ");
  }
  return flat;
}

/// Returns the setting with "***" in place of its secrets; line ends stay.
std::string masked_setting(std::string_view setting) {
  std::vector<ByteRange> secrets = secrets_in(flattened(setting));
  if (tells_variables(setting)) secrets = {{setting.find('=') + 1, setting.size()}};
  std::string masked;
  std::size_t done = 0;
  for (const ByteRange& secret : secrets) {
    masked += setting.substr(done, secret.begin - done);
    masked += kHidden;
    for (std::size_t at = secret.begin; at < secret.end; ++at) {
      const bool joins = at > 0 && setting[at] == '\n' && setting[at - 1] == '\\';
      if (setting[at] == '\n') masked += joins ? "\\\n" : "\n";
    }
    done = secret.end;
  }
  return masked.append(setting.substr(done));
}

/// Which comments stay.
enum class Comments : std::uint8_t { none, behind_statements, all };

std::string without_comments(const monitrc::Parsed& parsed, std::uint32_t source) {
  std::string text;
  for (const monitrc::Piece& piece : monitrc::pieces_of(*parsed.tree, parsed.sources, source)) {
    const std::string_view bytes = parsed.sources.bytes(source);
    if (piece.kind == monitrc::PieceKind::comment) continue;
    text += bytes.substr(piece.span.begin, piece.span.end - piece.span.begin);
  }
  return text;
}

// A statement with a mistake may get another one by what is hidden in it.
bool same_checks(const monitrc::Parsed& left, const monitrc::Parsed& right) {
  const auto& one = left.control_file.checks;
  const auto& other = right.control_file.checks;
  const bool same_mistakes = left.diagnostics.size() == right.diagnostics.size();
  return (same_mistakes || !left.ok()) && left.control_file.files == right.control_file.files &&
         std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const monitrc::Check& a, const monitrc::Check& b) {
                      return a.name.text() == b.name.text() && a.type == b.type &&
                             a.path == b.path && a.pidfile == b.pidfile &&
                             a.tests.size() == b.tests.size();
                    });
}

// `first` is what the same files were understood as, with their trees.
std::map<std::string, std::string> masked_texts(const monitrc::Parsed& first, Comments comments) {
  std::map<std::string, std::string> texts;
  HiddenWords words;
  for (std::uint32_t source = 0; source < first.sources.size(); ++source) {
    const std::string text = comments == Comments::none ? without_comments(first, source)
                                                        : std::string(first.sources.bytes(source));
    std::string masked = words.replace(text, secrets_in(text));
    if (comments == Comments::behind_statements) masked = without_comment_lines(masked, "#");
    texts[first.sources.name(source)] = std::move(masked);
  }
  return texts;
}

}  // namespace

Result<std::map<std::string, std::string>> masked_control_files(const monitrc::Parsed& parsed,
                                                                const Settings& settings) {
  monitrc::ParseOptions options;
  options.host_name = "x";
  options.keep_tree = true;
  HostFiles plain(settings.root);
  const auto first = monitrc::parse_control_file(parsed.control_file.path, plain, options);
  // Where a statement has a mistake, what looks like a comment may be a part of a text.
  for (const Comments comments : {Comments::none, Comments::behind_statements, Comments::all}) {
    std::map<std::string, std::string> texts = masked_texts(first, comments);
    MaskedFiles files(settings.root, texts);
    const auto again = monitrc::parse_control_file(parsed.control_file.path, files, options);
    if (same_checks(first, again)) return texts;
  }
  return Error{ErrorCode::control_file,
               "the control file cannot be put into a bundle: without its credentials, " +
                   parsed.control_file.path + " would be understood in another way",
               "'monit-pkgmap config' shows how it is understood; quoted passwords help"};
}

std::string masked_unit(std::string_view text) {
  std::string masked;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const std::size_t newline = std::min(rest.find('\n'), rest.size());
    const bool whole_comment = is_comment(rest.substr(0, newline), "#;");
    const std::size_t end =
        whole_comment ? std::min(newline + 1, rest.size()) : end_of_setting(rest, 0);
    masked += masked_setting(without_comment_lines(rest.substr(0, end), "#;"));
    at += end;
  }
  return masked;
}

std::string masked_policy(std::string_view text) {
  constexpr std::string_view kBeforeQuotes = " \t\n[{,:'\"";
  std::string masked;
  char quote = '\0';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const char before = at == 0 ? '\n' : text[at - 1];
    if (quote == '"' && c == '\\' && at + 1 < text.size()) {
      masked += text.substr(at++, 2);
      continue;
    }
    if (quote == '\0' && c == '#' &&
        std::string_view(" \t\n").find(before) != std::string_view::npos) {
      at = std::min(text.find('\n', at), text.size()) - 1;
      continue;
    }
    if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '"' || c == '\'') &&
               kBeforeQuotes.find(before) != std::string_view::npos) {
      quote = c;
    }
    masked += c;
  }
  return masked;
}

}  // namespace pkgmap
