/* own_scope.h - a scope of systemd's for us alone, where we may make control groups: see systemd.scope(5), org.freedesktop.systemd1(5). */
#ifndef OWN_SCOPE_H
#define OWN_SCOPE_H

#include "procfs.h"

/* Asks the user's own manager for one, by busctl(1), and waits until we are in it; it goes when nobody is in it any more. False, at once
 * and with *why as it was, where there is no such manager or no busctl; else *why says what it answered. */
bool own_scope_enter(const struct procfs *p, struct err *why);

#endif
