/* net_dev.h - the traffic of a network namespace: /proc/PID/net/dev. Pure. */
#ifndef NET_DEV_H
#define NET_DEV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NET_DEV_ROOM 32768     /* some 250 interfaces */

struct net_dev {
	uint64_t received, sent;   /* bytes of all its interfaces but its loopback, since each was made */
};

/* A line that is cut counts for nothing. False when the text has no head of such a file. */
bool net_dev_parse(const char *text, size_t length, struct net_dev *out);

#endif
