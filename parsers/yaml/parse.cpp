// Reads events of yaml-cpp into values, and turns its exceptions into diagnostics. No other file
// includes yaml-cpp.
#include <algorithm>
#include <sstream>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "parsers/source/printable.hpp"
#include "parsers/yaml/value.hpp"

namespace pkgmap::yaml {
namespace {

/// Ends the parse: the builder throws it, parse() catches it.
struct Refused {
  Span span;
  std::string message;
  std::string hint;
};

/// Turns marks of yaml-cpp into spans of the text.
class Places {
 public:
  Places(std::string_view bytes, std::size_t skipped, std::uint32_t source)
      : bytes_(bytes), skipped_(skipped), source_(source) {}

  /// Empty at the end of the text.
  Span at(const YAML::Mark& mark) const {
    return span(begin_of(mark), std::min(begin_of(mark) + 1, bytes_.size()));
  }

  /// Returns the span of a scalar as it is written.
  Span scalar(const YAML::Mark& mark, const std::string& value) const {
    const std::size_t begin = begin_of(mark);
    const char first = begin < bytes_.size() ? bytes_[begin] : '\0';
    if (first == '"' || first == '\'') return span(begin, end_of_quoted(begin, first));
    if (bytes_.substr(begin).starts_with(value)) return span(begin, begin + value.size());
    return span(begin, std::min(bytes_.find('\n', begin), bytes_.size()));
  }

 private:
  std::size_t begin_of(const YAML::Mark& mark) const {
    const std::size_t position = mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
    return std::min(position + skipped_, bytes_.size());
  }

  std::size_t end_of_quoted(std::size_t begin, char quote) const {
    for (std::size_t i = begin + 1; i < bytes_.size(); ++i) {
      if (bytes_[i] == '\\' && quote == '"') {
        ++i;
      } else if (bytes_[i] == quote) {
        const bool doubled = quote == '\'' && i + 1 < bytes_.size() && bytes_[i + 1] == quote;
        if (!doubled) return i + 1;
        ++i;
      }
    }
    return bytes_.size();
  }

  Span span(std::size_t begin, std::size_t end) const {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  std::string_view bytes_;
  std::size_t skipped_;
  std::uint32_t source_;
};

/// Builds one document from the events of the parser.
class Builder : public YAML::EventHandler {
 public:
  Builder(const Places& places, const Sources& sources) : places_(places), sources_(sources) {}

  Value take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    put({Kind::null, {}, {}, {}, places_.at(mark)});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{places_.at(mark), "an alias is not accepted here", "write the value itself"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    put({Kind::scalar, value, {}, {}, places_.scalar(mark, value)});
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    begin(Kind::sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin(Kind::mapping, mark, tag, anchor);
  }
  void OnMapEnd() override { end(); }

 private:
  /// A mapping or sequence that has begun. In a mapping, keys and values take turns.
  struct Open {
    Value value;
    bool awaits_value = false;
  };

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor == 0) return;
    throw Refused{places_.at(mark), "an anchor is not accepted here", "write the value itself"};
  }

  // yaml-cpp calls a plain scalar without a tag "?", a quoted one "!".
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (tag.empty() || tag == "?" || tag == "!") return;
    throw Refused{places_.at(mark), "a tag is not accepted here", {}};
  }

  void begin(Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (open_.size() == kDeepest)
      throw Refused{places_.at(mark), "this is nested more than 16 levels deep", {}};
    open_.push_back({{kind, {}, {}, {}, places_.at(mark)}, false});
  }

  void end() {
    Value done = std::move(open_.back().value);
    open_.pop_back();
    put(std::move(done));
  }

  void put(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return;
    }
    Open& parent = open_.back();
    if (parent.value.kind == Kind::sequence) {
      parent.value.items.push_back(std::move(value));
    } else if (parent.awaits_value) {
      parent.value.members.back().value = std::move(value);
      parent.awaits_value = false;
    } else {
      put_key(parent, value);
    }
  }

  void put_key(Open& parent, const Value& key) {
    if (key.kind != Kind::scalar) throw Refused{key.span, "a key must be a word", {}};
    for (const Member& other : parent.value.members) {
      if (other.key != key.scalar) continue;
      const auto line = sources_.position(other.key_span).line;
      throw Refused{key.span, "duplicate key '" + printable(key.scalar) + "'",
                    "the first one is in line " + std::to_string(line)};
    }
    if (parent.value.members.size() == kMostKeys) {
      throw Refused{key.span, "this mapping has more than 100 keys", {}};
    }
    parent.value.members.push_back({key.scalar, key.span, {}});
    parent.awaits_value = true;
  }

  static constexpr std::size_t kMostKeys = 100;

  const Places& places_;
  const Sources& sources_;
  std::vector<Open> open_;
  Value root_;
};

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Returns why the text cannot be read; empty if it can be. yaml-cpp would guess at encodings, but a
// text of ours is UTF-8.
std::string unreadable(std::string_view bytes) {
  if (bytes.size() > kBiggest) return "the file is larger than 256 KiB";
  if (bytes.find('\0') != std::string_view::npos)
    return "the file has a NUL byte, so it is not text";
  return is_utf8(bytes) ? "" : "the file is not UTF-8";
}

}  // namespace

Value parse(const Sources& sources, std::uint32_t source, std::vector<Diagnostic>& diagnostics) {
  std::string_view bytes = sources.bytes(source);
  const auto complain = [&](Span span, std::string message, std::string hint = {}) {
    diagnostics.push_back({Severity::error, span, {}, std::move(message), std::move(hint)});
    return Value{};
  };
  if (const std::string why = unreadable(bytes); !why.empty()) return complain({source, 0, 1}, why);
  const std::size_t skipped = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  const Places places(bytes, skipped, source);
  Builder builder(places, sources);
  try {
    std::istringstream text{std::string(bytes.substr(skipped))};
    YAML::Parser parser(text);
    if (!parser.HandleNextDocument(builder)) return {Kind::null, {}, {}, {}, {source, 0, 1}};
    Value value = builder.take();
    Builder second(places, sources);
    if (parser.HandleNextDocument(second)) {
      return complain(second.take().span, "the file has a second document; only one is accepted");
    }
    return value;
  } catch (const Refused& refused) {
    return complain(refused.span, refused.message, refused.hint);
  } catch (const YAML::Exception& problem) {
    const Span span = places.at(problem.mark);
    const bool tab = sources.line_at(source, span.begin).starts_with('\t');
    return complain(span, "the file is not YAML: " + problem.msg,
                    tab ? "indent with blanks, not with tabs" : "");
  }
}

}  // namespace pkgmap::yaml
