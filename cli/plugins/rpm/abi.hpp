// The interface between rpm and a transaction plugin.
//
// From rpm 4.20 on rpm installs a header with the interface. Older versions do not install the
// header, but every rpm since 4.12 has the same twelve hooks in the same order, so this file
// declares them.
#pragma once

#include <rpm/rpmfiles.h>
#include <rpm/rpmte.h>
#include <rpm/rpmts.h>
#include <rpm/rpmtypes.h>

#if __has_include(<rpm/rpmver.h>)
#include <rpm/rpmver.h>
#else
#include <rpm/rpmlib.h>
#endif

#if __has_include(<rpm/rpmplugin.h>)
#include <rpm/rpmplugin.h>
#else
extern "C" {
typedef struct rpmPlugin_s* rpmPlugin;
/// Returns the text after the path in the plugin's macro, which rpm owns; null if there is none.
const char* rpmPluginOpts(rpmPlugin plugin);
}

struct rpmPluginHooks_s {
  rpmRC (*init)(rpmPlugin, rpmts);
  void (*cleanup)(rpmPlugin);
  rpmRC (*tsm_pre)(rpmPlugin, rpmts);
  rpmRC (*tsm_post)(rpmPlugin, rpmts, int);
  void* of_elements_scriptlets_and_files[8];
};
#endif

/// The hooks of a plugin with null pointers after them: a later rpm may look for hooks that today's
/// rpm does not have.
struct HooksWithRoom {
  rpmPluginHooks_s hooks;
  void* later[16];
};

/// Returns the hooks of a plugin that rpm calls at two moments only: `before` before each
/// transaction, and `after` after the transaction, with its result. A plugin with the name NAME
/// exports this object under the name `NAME_hooks`, by which rpm finds it.
constexpr HooksWithRoom hooks_around(rpmRC (*before)(rpmPlugin, rpmts),
                                     rpmRC (*after)(rpmPlugin, rpmts, int)) {
  HooksWithRoom room{};
  room.hooks.tsm_pre = before;
  room.hooks.tsm_post = after;
  return room;
}
