import { describeMistakes } from '../../cscfg/support/mistakes';

describeMistakes('A malformed XML declaration', [
  [
    ' |<?xml version="1.0"?>|<R/>',
    'The XML declaration must be at the very start of the file.',
    '<?xml version="1.0"?><R/>',
  ],
  [
    '\n|<?xml version="1.0"?>|\n<R/>',
    'The XML declaration must be at the very start of the file.',
    '<?xml version="1.0"?>\n<R/>',
  ],
  [
    '\uFEFF |<?xml version="1.0"?>|<R/>',
    'The XML declaration must be at the very start of the file.',
    '\uFEFF<?xml version="1.0"?><R/>',
  ],
  [
    '<!-- c -->\n|<?xml version="1.0" encoding="utf-8"?>|\n<R/>',
    'The XML declaration must be at the very start of the file.',
    '<?xml version="1.0" encoding="utf-8"?>\n<!-- c -->\n<R/>',
  ],
  [
    '<!-- c -->|<?xml version="1.0"?>|<R/>',
    'The XML declaration must be at the very start of the file.',
    '<?xml version="1.0"?><!-- c --><R/>',
  ],
  [
    '<?xml version="1.0"?>\n|<?xml version="1.0"?>|\n<R/>',
    'The file already has an XML declaration. Remove the second one.',
    '<?xml version="1.0"?>\n<R/>',
  ],
  [
    '<R>\n  |<?xml version="1.0"?>|\n</R>',
    'The XML declaration must be at the very start of the file.',
    '<?xml version="1.0"?>\n<R>\n</R>',
  ],
  [
    '<R/>\n|<?xml version="1.0"?>|',
    'The XML declaration must be at the very start of the file.',
    '<?xml version="1.0"?>\n<R/>\n',
  ],
  [
    '|<?xml version="1.0" encoding=utf-8?>|<R/>',
    'The XML declaration is not well-formed. Write <?xml version="1.0" encoding="utf-8"?>',
    '<?xml version="1.0" encoding="utf-8"?><R/>',
  ],
  [
    '|<?xml version=“1.0” encoding=“utf-8”?>|<R/>',
    'The XML declaration is not well-formed. Write <?xml version="1.0" encoding="utf-8"?>',
    '<?xml version="1.0" encoding="utf-8"?><R/>',
  ],
  [
    '|<?xml version="1.0" encoding="utf-8">|<R/>',
    'The XML declaration is not well-formed. Write <?xml version="1.0" encoding="utf-8"?>',
    '<?xml version="1.0" encoding="utf-8"?><R/>',
  ],
  [
    '|<?xml version="1.0" encoding="utf-8"/>|<R/>',
    'The XML declaration is not well-formed. Write <?xml version="1.0" encoding="utf-8"?>',
    '<?xml version="1.0" encoding="utf-8"?><R/>',
  ],
  [
    '|<?xml version="1.0" encoding="utf-8"|\n<R/>',
    'The XML declaration is not well-formed. Write <?xml version="1.0" encoding="utf-8"?>',
    '<?xml version="1.0" encoding="utf-8"?>\n<R/>',
  ],
  [
    '|<?xml version="1.0" encoding="utf-8|\n<R/>',
    'The XML declaration is not well-formed. Write <?xml version="1.0" encoding="utf-8"?>',
    '<?xml version="1.0" encoding="utf-8"?>\n<R/>',
  ],
  [
    '|<?xml version="1.0" encoding="utf-8"?|\n<R/>',
    'The XML declaration is not well-formed. Write <?xml version="1.0" encoding="utf-8"?>',
    '<?xml version="1.0" encoding="utf-8"?>\n<R/>',
  ],
  [
    '|<?xml encoding="utf-8"?>|<R/>',
    'The XML declaration is not well-formed. Write <?xml version="1.0" encoding="utf-8"?>',
    '<?xml version="1.0" encoding="utf-8"?><R/>',
  ],
  [
    '|<?xml version="2.0"?>|<R/>',
    'The XML declaration is not well-formed. Write <?xml version="1.0"?>',
    '<?xml version="1.0"?><R/>',
  ],
  [
    '|<?xml version="1.0" standalone="maybe"?>|<R/>',
    'The XML declaration is not well-formed. Write <?xml version="1.0"?>',
    '<?xml version="1.0"?><R/>',
  ],
  [
    '|<?xml version="1.0" standalone=yes encoding="utf-8"?>|<R/>',
    'The XML declaration is not well-formed. Write <?xml version="1.0" encoding="utf-8" standalone="yes"?>',
    '<?xml version="1.0" encoding="utf-8" standalone="yes"?><R/>',
  ],
  ['|<?xml?>|<R/>', 'The XML declaration is not well-formed. Write <?xml version="1.0"?>', '<?xml version="1.0"?><R/>'],
  [
    '|<xml version="1.0"?>|<R/>',
    'The XML declaration is not well-formed. Write <?xml version="1.0"?>',
    '<?xml version="1.0"?><R/>',
  ],
  [
    '|<? xml version="1.0"?>|<R/>',
    'The XML declaration is not well-formed. Write <?xml version="1.0"?>',
    '<?xml version="1.0"?><R/>',
  ],
  [
    '|<?XML version="1.0"?>|<R/>',
    'The XML declaration is not well-formed. Write <?xml version="1.0"?>',
    '<?xml version="1.0"?><R/>',
  ],
  ['<R>|<?xml?>|</R>', 'The XML declaration must be at the very start of the file.', '<?xml version="1.0"?><R></R>'],
]);

describeMistakes('A malformed comment', [
  ['<R><!-- a |--| b --></R>', '"--" is not allowed inside a comment. Write "- -" instead.', '<R><!-- a - - b --></R>'],
  [
    '<R><!-- a |--|- b --></R>',
    '"--" is not allowed inside a comment. Write "- -" instead.',
    '<R><!-- a - - - b --></R>',
  ],
  ['<R><!-- a |--|-></R>', '"--" is not allowed inside a comment. Write "- -" instead.', '<R><!-- a - --></R>'],
  [
    '<R><!-- a |--| b -- c --></R>',
    '"--" is not allowed inside a comment. Write "- -" instead.',
    '<R><!-- a - - b - - c --></R>',
  ],
  [
    '<R><!-- |<!--| b --> --></R>',
    'A comment cannot contain another comment: it ends at the first "-->".',
    '<R><!-- <!- - b - -> --></R>',
  ],
  [
    '<R>\n  <!--\n  <a/>\n  |<!--| b -->\n  <c/>\n  -->\n</R>',
    'A comment cannot contain another comment: it ends at the first "-->".',
    '<R>\n  <!--\n  <a/>\n  <!- - b - ->\n  <c/>\n  -->\n</R>',
  ],
  [
    '<R><!-- a |<!--| b --></R>',
    'A comment cannot contain another comment: it ends at the first "-->".',
    '<R><!-- a <!- - b --></R>',
  ],
  ['<R>\n  |<!--| a\n  <b/>\n</R>', 'The comment is never closed: --> is missing.', '<R>\n  <!-- a -->\n  <b/>\n</R>'],
  [
    '<R>\n  |<!--| a\n  <b/>\n  <!-- c -->\n</R>',
    'The comment is never closed: --> is missing.',
    '<R>\n  <!-- a -->\n  <b/>\n  <!-- c -->\n</R>',
  ],
  ['<R>\n  |<!--| a ->\n</R>', 'The comment is never closed: --> is missing.', '<R>\n  <!-- a -->\n</R>'],
  ['<R>\n  |<!--| a --!>\n</R>', 'The comment is never closed: --> is missing.', '<R>\n  <!-- a -->\n</R>'],
  ['<R>\n  |<!--| a -- >\n</R>', 'The comment is never closed: --> is missing.', '<R>\n  <!-- a -->\n</R>'],
  ['<R>\n  |<!--|>\n</R>', 'The comment is never closed: --> is missing.', '<R>\n  <!-- -->\n</R>'],
  ['<R/>|<!--| a', 'The comment is never closed: --> is missing.', '<R/><!-- a -->'],
  ['|<!--| a\n<R/>', 'The comment is never closed: --> is missing.', '<!-- a -->\n<R/>'],
  ['<R>|<!--| a', 'The comment is never closed: --> is missing.', '<R><!-- a --></R>'],
  [
    '<R>\n  |<!|- a -->\n</R>',
    '"<!" starts neither a comment nor CDATA. A comment is written <!-- … -->.',
    '<R>\n  <!-- a -->\n</R>',
  ],
  ['<R>|<!| a ></R>', '"<!" starts neither a comment nor CDATA. A comment is written <!-- … -->.', '<R><!-- a --></R>'],
  ['<R>|<!|\n</R>', '"<!" starts neither a comment nor CDATA. A comment is written <!-- … -->.', '<R>&lt;!\n</R>'],
  [
    '<R>\n  |<!| a\n</R>',
    '"<!" starts neither a comment nor CDATA. A comment is written <!-- … -->.',
    '<R>\n  &lt;! a\n</R>',
  ],
]);

describeMistakes('A malformed section or instruction', [
  ['<R>|<![CDATA[|x</R>', 'The CDATA section is never closed: ]]> is missing.', '<R><![CDATA[x]]></R>'],
  ['<R>|<![CDATA[|x', 'The CDATA section is never closed: ]]> is missing.', '<R><![CDATA[x]]></R>'],
  ['<R>|<![CDATA |x]]></R>', 'A CDATA section must start with <![CDATA[.', '<R><![CDATA[x]]></R>'],
  ['<R>|<![cdata[|x]]></R>', 'A CDATA section must start with <![CDATA[.', '<R><![CDATA[x]]></R>'],
  ['<R>|<!CDATA[|x]]></R>', 'A CDATA section must start with <![CDATA[.', '<R><![CDATA[x]]></R>'],
  ['<R>|<?p| x></R>', 'The processing instruction is never closed: ?> is missing.', '<R><?p x?></R>'],
  ['<R>|<?p| x\n</R>', 'The processing instruction is never closed: ?> is missing.', '<R><?p x?>\n</R>'],
  ['<R>|<?p| x', 'The processing instruction is never closed: ?> is missing.', '<R><?p x?></R>'],
  ['<R>|<?p|', 'The processing instruction is never closed: ?> is missing.', '<R><?p?></R>'],
  ['<R>|<?| x?></R>', '"<?" must be followed by a name and white space. Remove it.', '<R></R>'],
  ['<R>|<?|?></R>', '"<?" must be followed by a name and white space. Remove it.', '<R></R>'],
  ['<R>|<?p|"x"?></R>', '"<?" must be followed by a name and white space. Remove it.', '<R></R>'],
  ['<R>|<?Xml x?>|</R>', 'The XML declaration must be at the very start of the file.', '<?xml version="1.0"?><R></R>'],
]);

describeMistakes('A malformed document type', [
  ['<R/>|<!DOCTYPE R>|', 'A document type is only allowed once, before the root element. Remove it.', '<R/>'],
  ['<R>|<!DOCTYPE R>|</R>', 'A document type is only allowed once, before the root element. Remove it.', '<R></R>'],
  [
    '<!DOCTYPE R>|<!DOCTYPE R>|<R/>',
    'A document type is only allowed once, before the root element. Remove it.',
    '<!DOCTYPE R><R/>',
  ],
  ['<!|doctype| R><R/>', '"DOCTYPE" must be in upper case.', '<!DOCTYPE R><R/>'],
  ['|<|!DOCTYPE><R/>', 'The document type declaration is not well-formed here.'],
  ['<!DOCTYPE R [<!ENTITY e "x">|>|<R/>', 'The document type declaration is not well-formed here.'],
  ['<!DOCTYPE R [|<|!ENTITY e>]><R/>', 'The document type declaration is not well-formed here.'],
  [
    '<!DOCTYPE R [<!ENTITY e "x">]><R a="|&f;|"/>',
    'The entity &f; is not declared. A literal "&" is written &amp;.',
    '<!DOCTYPE R [<!ENTITY e "x">]><R a="&amp;f;"/>',
  ],
]);
