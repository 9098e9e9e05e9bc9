/* batch.h - the monitor without a screen: samples, one after the other, on stdout. */
#ifndef BATCH_H
#define BATCH_H

#include "sink.h"
#include "source.h"

/* Prints until the iterations are done, or stdout is. False: something could not be read or written. */
bool batch_run(struct source *source, struct settings *settings, const struct sink *sink, struct err *e);

#endif
