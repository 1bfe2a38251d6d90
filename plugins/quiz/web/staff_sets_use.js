// Taking a version into use that the kiosk has kept.

import {kKind, pack_path} from './staff_sets_parts.js';

// Back or forward; says so, and resolves to whether it was done.
export async function use_again(sets, id, version) {
    const {context} = sets;
    const reply = await context.post(pack_path(id, '/use'), {kind: kKind, version});
    if (reply.status !== 200) return false;
    context.toast(context.t('sets.used', version));
    await sets.reload();
    return true;
}
