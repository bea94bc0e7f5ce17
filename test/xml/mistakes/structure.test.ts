import { describeMistakes } from '../../cscfg/support/mistakes';

describeMistakes('An element that is not closed', [
  ['<R>|<b|></R>', '<b> is never closed: </b> is missing before </R>.', '<R><b /></R>'],
  ['<R>|<b| x="1"></R>', '<b> is never closed: </b> is missing before </R>.', '<R><b x="1" /></R>'],
  ['<R>|<b| ></R>', '<b> is never closed: </b> is missing before </R>.', '<R><b /></R>'],
  ['<R>\n  |<b|>\n</R>', '<b> is never closed: </b> is missing before </R>.', '<R>\n  <b />\n</R>'],
  [
    '<R>\n  |<b|>\n    <c />\n</R>',
    '<b> is never closed: </b> is missing before </R>.',
    '<R>\n  <b>\n    <c />\n  </b>\n</R>',
  ],
  [
    '<R>\r\n\t|<b|>\r\n\t\t<c/>\r\n</R>',
    '<b> is never closed: </b> is missing before </R>.',
    '<R>\r\n\t<b>\r\n\t\t<c/>\r\n\t</b>\r\n</R>',
  ],
  ['<R>|<b|><c/></R>', '<b> is never closed: </b> is missing before </R>.', '<R><b><c/></b></R>'],
  [
    '<R>\n  |<b|>\n    <c />\n  <b>\n  </b>\n</R>',
    '<b> is never closed: </b> is missing before </R>.',
    '<R>\n  <b>\n    <c />\n  </b>\n  <b>\n  </b>\n</R>',
  ],
  [
    '<R>\n  |<b| n="1">\n  <b n="2" />\n</R>',
    '<b> is never closed: </b> is missing before </R>.',
    '<R>\n  <b n="1" />\n  <b n="2" />\n</R>',
  ],
  ['<R><b>|<c|></b></R>', '<c> is never closed: </c> is missing before </b>.', '<R><b><c /></b></R>'],
  ['|<R|>', '<R> is never closed: </R> is missing at the end.', '<R></R>'],
  ['|<R|>\n  <b />\n', '<R> is never closed: </R> is missing at the end.', '<R>\n  <b />\n</R>\n'],
  [
    '<R>\r\n\t|<b|>\r\n\t\t<c/>\r\n',
    '<b> is never closed: </b></R> is missing at the end.',
    '<R>\r\n\t<b>\r\n\t\t<c/>\r\n\t</b>\r\n</R>\r\n',
  ],
  ['<R><b>|<c|>', '<c> is never closed: </c></b></R> is missing at the end.', '<R><b><c></c></b></R>'],
  ['|<R|>text', '<R> is never closed: </R> is missing at the end.', '<R>text</R>'],
  ['<R><b><c/>|<b >|</R>', '<b> is opened again but never closed. Write </b>.', '<R><b><c/></b ></R>'],
  [
    '<R>\n  <b>\n    <c/>\n  |<b>|\n</R>',
    '<b> is opened again but never closed. Write </b>.',
    '<R>\n  <b>\n    <c/>\n  </b>\n</R>',
  ],
  [
    '<R>\n  <b n="1">\n    <c/>\n  |<b>|\n  <b n="2">\n  </b>\n</R>',
    '<b> is opened again but never closed. Write </b>.',
    '<R>\n  <b n="1">\n    <c/>\n  </b>\n  <b n="2">\n  </b>\n</R>',
  ],
  ['<R>\n  <b/>\n|<R>|\n', '<R> is opened again but never closed. Write </R>.', '<R>\n  <b/>\n</R>\n'],
  [
    '<a><b><c><d>|<e|>',
    '<e> is never closed: </e></d></c>… is missing at the end.',
    '<a><b><c><d><e></e></d></c></b></a>',
  ],
]);

describeMistakes('A close tag that closes another element', [
  ['<R><Role></|Roel|></R>', '</Roel> does not match <Role>. Write </Role>.', '<R><Role></Role></R>'],
  ['<R><Roel></|Role|></R>', '</Role> does not match <Roel>. Write </Roel>.', '<R><Roel></Roel></R>'],
  ['<R><Role></|role|></R>', '</role> does not match <Role>. Write </Role>.', '<R><Role></Role></R>'],
  ['<R><Role></|Setting|></R>', '</Setting> does not match <Role>. Write </Role>.', '<R><Role></Role></R>'],
  [
    '<R><Role name="a"></Role |name|></R>',
    'Only the name is allowed in the close tag </Role>. Remove the rest.',
    '<R><Role name="a"></Role></R>',
  ],
  ['<R><Role></|Ro le|></R>', '</Ro> does not match <Role>. Write </Role>.', '<R><Role></Role></R>'],
  ['<R><Role>|</>|</R>', '</> does not match <Role>. Write </Role>.', '<R><Role></Role></R>'],
  ['<R><Role>|</ >|</R>', '</> does not match <Role>. Write </Role>.', '<R><Role></Role></R>'],
  ['<R><b></|R|></R>', '</R> does not match <b>. Write </b>.', '<R><b></b></R>'],
  [
    '<R><Certificates></|Certificate|></R>',
    '</Certificate> does not match <Certificates>. Write </Certificates>.',
    '<R><Certificates></Certificates></R>',
  ],
  [
    '<R><Certificate></|Certificates|></R>',
    '</Certificates> does not match <Certificate>. Write </Certificate>.',
    '<R><Certificate></Certificate></R>',
  ],
  [
    '<R><Certificates><Certificate /></|Certificate|></R>',
    '</Certificate> does not match <Certificates>. Write </Certificates>.',
    '<R><Certificates><Certificate /></Certificates></R>',
  ],
  [
    '<R><Certificates>|<Certificate|></Certificates></R>',
    '<Certificate> is never closed: </Certificate> is missing before </Certificates>.',
    '<R><Certificates><Certificate /></Certificates></R>',
  ],
  [
    '<R><Certificates><Certificate></|Certificates|></Certificates></R>',
    '</Certificates> does not match <Certificate>. Write </Certificate>.',
    '<R><Certificates><Certificate></Certificate></Certificates></R>',
  ],
  ['<R><Certs><x></|Cert|></Certs></R>', '</Cert> does not match <x>. Write </x>.', '<R><Certs><x></x></Certs></R>'],
  ['<R><x></|y|></R>', '</y> does not match <x>. Write </x>.', '<R><x></x></R>'],
  ['<R></|r|>', '</r> does not match <R>. Write </R>.', '<R></R>'],
  ['<n:R xmlns:n="u"></|R|>', '</R> does not match <n:R>. Write </n:R>.', '<n:R xmlns:n="u"></n:R>'],
]);

describeMistakes('A close tag too many', [
  ['<R>b>x|</b>|</R>', '</b> closes nothing: no such element is open. Remove it.', '<R>b>x</R>'],
  ['<R>|</b>|</R>', '</b> closes nothing: no such element is open. Remove it.', '<R></R>'],
  ['<R><b/>|</b>|</R>', '</b> closes nothing: no such element is open. Remove it.', '<R><b/></R>'],
  ['<R>\n  <b/>\n  |</b>|\n</R>', '</b> closes nothing: no such element is open. Remove it.', '<R>\n  <b/>\n</R>'],
  ['<R>|</>|</R>', '</> closes nothing: no such element is open. Remove it.', '<R></R>'],
  ['<R></R>|</R>|', '</R> closes nothing: no such element is open. Remove it.', '<R></R>'],
  ['<R></R>\n|</b>|', '</b> closes nothing: no such element is open. Remove it.', '<R></R>\n'],
  [
    '<R><Certificates><Certificate />|</Certificate>|</Certificates></R>',
    '</Certificate> closes nothing: no such element is open. Remove it.',
    '<R><Certificates><Certificate /></Certificates></R>',
  ],
  [
    '<R><Certificates><Certificate /></Certificates>|</Certificates>|</R>',
    '</Certificates> closes nothing: no such element is open. Remove it.',
    '<R><Certificates><Certificate /></Certificates></R>',
  ],
  [
    '<R><Certificates><Certificate /></Certificates>|</Certificate>|</R>',
    '</Certificate> closes nothing: no such element is open. Remove it.',
    '<R><Certificates><Certificate /></Certificates></R>',
  ],
  ['<R>|</b name="1">|</R>', '</b> closes nothing: no such element is open. Remove it.', '<R></R>'],
  ['<R>|</ b>|</R>', '</b> closes nothing: no such element is open. Remove it.', '<R></R>'],
  [
    '<R>|</b|><c/></b></R>',
    '</b> closes nothing, but another close tag follows. Remove the "/".',
    '<R><b><c/></b></R>',
  ],
  ['|</R|><b/></R>', '</R> closes nothing, but another close tag follows. Remove the "/".', '<R><b/></R>'],
]);

describeMistakes('A root element that is not the only one', [
  [
    '<R><a />|</R>|<b /></R>',
    '</R> closes the root element too early: more elements follow. Remove it.',
    '<R><a /><b /></R>',
  ],
  [
    '<R>\n  <a/>\n|</R>|\n  <b/>\n</R>',
    '</R> closes the root element too early: more elements follow. Remove it.',
    '<R>\n  <a/>\n  <b/>\n</R>',
  ],
  ['<R><a /></R>|<b| />', 'Only one root element is allowed: <b> is the second.', '<R><a /><b /></R>'],
  [
    '<R>\n  <a/>\n</R>\n  |<b|/>\n',
    'Only one root element is allowed: <b> is the second.',
    '<R>\n  <a/>\n  <b/>\n</R>\n',
  ],
  [
    '<R>\n  <a/>\n</R>\n  |<b|/>\n  <c/>',
    'Only one root element is allowed: <b> is the second.',
    '<R>\n  <a/>\n  <b/>\n  <c/>\n</R>',
  ],
  ['<a/>|<b|/>', 'Only one root element is allowed: <b> is the second.'],
  ['<R></R>|<R|></R>', 'Only one root element is allowed: <R> is the second.'],
  ['<a/>|<b|/><c/>', 'Only one root element is allowed: <b> is the second.'],
]);

describeMistakes('Text outside the root element', [
  ['|x|<R/>', 'Text is only allowed inside the root element. Remove it.', '<R/>'],
  ['|x| <R/>', 'Text is only allowed inside the root element. Remove it.', ' <R/>'],
  ['|x|\n<R/>', 'Text is only allowed inside the root element. Remove it.', '<R/>'],
  ['<R/>|x|', 'Text is only allowed inside the root element. Remove it.', '<R/>'],
  ['<R/>\n|x y|\n', 'Text is only allowed inside the root element. Remove it.', '<R/>\n'],
  ['<R/>|&amp;|', 'Text is only allowed inside the root element. Remove it.', '<R/>'],
  ['<R/>|a<![CDATA[b]]> c|', 'Text is only allowed inside the root element. Remove it.', '<R/>'],
  ['<R/>|&|', 'Text is only allowed inside the root element. Remove it.', '<R/>'],
  ['|<![CDATA[x]]>|<R/>', 'Text is only allowed inside the root element. Remove it.', '<R/>'],
  ['<R/>|<![CDATA[x]]>|', 'Text is only allowed inside the root element. Remove it.', '<R/>'],
  [
    '|x|<?xml version="1.0"?><R/>',
    'Text is only allowed inside the root element. Remove it.',
    '<?xml version="1.0"?><R/>',
  ],
  [
    '|x|\n<?xml version="1.0"?>\n<R/>',
    'Text is only allowed inside the root element. Remove it.',
    '<?xml version="1.0"?>\n<R/>',
  ],
  ['|R| a="1"><b/></R>', '"<" is missing before R. Without it, this is text, not a tag.', '<R a="1"><b/></R>'],
  ['<R/>|>|', 'Text is only allowed inside the root element. Remove it.', '<R/>'],
  ['<R/>|\u00A0|', 'Text is only allowed inside the root element. Remove it.', '<R/>'],
]);

describeMistakes('A text without a root element', [
  ['||', 'There is no root element. A service configuration starts with <ServiceConfiguration>.'],
  ['||  \n', 'There is no root element. A service configuration starts with <ServiceConfiguration>.'],
  ['|text|', 'There is no root element. A service configuration starts with <ServiceConfiguration>.'],
  ['|two|\nlines', 'There is no root element. A service configuration starts with <ServiceConfiguration>.'],
  ['<!-- c -->||', 'There is no root element. A service configuration starts with <ServiceConfiguration>.'],
  ['<!-- c -->||\n', 'There is no root element. A service configuration starts with <ServiceConfiguration>.'],
  ['<?xml version="1.0"?>||', 'There is no root element. A service configuration starts with <ServiceConfiguration>.'],
  ['<!DOCTYPE R>||', 'There is no root element. A service configuration starts with <ServiceConfiguration>.'],
  ['|</R>|', 'There is no root element. A service configuration starts with <ServiceConfiguration>.'],
  ['|</>|', 'There is no root element. A service configuration starts with <ServiceConfiguration>.'],
  ['|<|', 'There is no root element. A service configuration starts with <ServiceConfiguration>.'],
]);
