import { chance, pick, type Random } from './random.ts';

const heads = [
	'Al',
	'Ar',
	'Bel',
	'Bri',
	'Cal',
	'Cor',
	'Del',
	'Dor',
	'Fer',
	'Fil',
	'Gal',
	'Gri',
	'Jar',
	'Lum',
	'Lor',
	'Mar',
	'Mel',
	'Nor',
	'Ol',
	'Par',
	'Quin',
	'Ral',
	'Sal',
	'Ser',
	'Tal',
	'Tor',
	'Val',
	'Vel',
	'Vir',
	'Zan'
];
const middles = [
	'a',
	'an',
	'ba',
	'bo',
	'ca',
	'de',
	'do',
	'fi',
	'ga',
	'gui',
	'li',
	'lo',
	'mi',
	'mo',
	'na',
	'ni',
	'pa',
	'ra',
	're',
	'si',
	'ta',
	'ti',
	've',
	'vi'
];
const tails = [
	'bara',
	'dina',
	'dora',
	'fense',
	'lândia',
	'lina',
	'mar',
	'nova',
	'ra',
	'rense',
	'ria',
	'sul',
	'tara',
	'tena',
	'val',
	'vera',
	'verde',
	'via'
];

interface Trade {
	/** Nome Fantasia, around the invented word. */
	readonly known: (word: string) => string;
	/** Razão Social. */
	readonly registered: (word: string) => string;
}

const trade = (known: string, registered: string): Trade => ({
	known: (word) => `${known} ${word}`,
	registered: (word) => `${word} ${registered} Ltda`
});

const trades: readonly Trade[] = [
	trade('Mercado', 'Comércio de Alimentos'),
	trade('Padaria', 'Panificação e Confeitaria'),
	trade('Auto Peças', 'Comércio de Peças Automotivas'),
	trade('Farmácia', 'Drogaria e Perfumaria'),
	trade('Clínica', 'Serviços Médicos'),
	trade('Escola', 'Educação Infantil'),
	trade('Pizzaria', 'Restaurante e Pizzaria'),
	trade('Academia', 'Centro de Condicionamento Físico'),
	trade('Ótica', 'Comércio de Artigos Ópticos'),
	trade('Transportes', 'Transportes Rodoviários'),
	trade('Contábil', 'Assessoria Contábil'),
	trade('Agro', 'Insumos Agrícolas'),
	trade('Materiais', 'Materiais de Construção'),
	trade('Pet Shop', 'Produtos para Animais'),
	trade('Oficina', 'Serviços de Mecânica'),
	trade('Hotel', 'Hotelaria e Turismo'),
	trade('Móveis', 'Indústria de Móveis'),
	trade('Imobiliária', 'Administração de Imóveis'),
	trade('Lava Car', 'Higienização Automotiva'),
	trade('Papelaria', 'Comércio de Papéis'),
	{ known: (word) => `Residencial ${word}`, registered: (word) => `Condomínio Residencial ${word}` }
];

export interface Company {
	readonly word: string;
	readonly name: string;
	readonly tradeName: string | null;
	readonly email: string;
}

/** A company around a word that was made up from syllables, so that it is no firm's. */
export function company(random: Random): Company {
	const word = pick(random, heads) + (chance(random, 0.6) ? pick(random, middles) : '') + pick(random, tails);
	const { known, registered } = pick(random, trades);
	const domain = word
		.normalize('NFD')
		.replace(/[^a-zA-Z]/g, '')
		.toLowerCase();
	return {
		word,
		name: registered(word),
		tradeName: chance(random, 0.92) ? known(word) : null,
		email: `${pick(random, ['contato', 'financeiro', 'compras', 'administrativo'])}@${domain}.example`
	};
}
