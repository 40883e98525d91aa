import type { Random } from './random.ts';

/** Given and family names that go together, from many places. */
const cultures: readonly { given: string; family: string }[] = [
  {
    given: 'Ngozi Chinedu Adaeze Emeka Ifeoma Obinna Amara Kelechi Zainab Tunde', family: 'Okafor Adeyemi Eze Balogun Nwosu Okonkwo Abiola Chukwu Danjuma Ibe',
  },
  { given: 'Priya Arjun Ananya Rohan Kavya Vikram Meera Aditya Ishaan Lakshmi', family: 'Sharma Iyer Patel Reddy Banerjee Nair Kulkarni Menon Chopra Das' },
  { given: 'Wei Mei Jun Xiu Hao Lan Ming Yan Bo Jing', family: 'Chen Wang Li Zhang Liu Huang Zhao Lin Xu Sun' },
  {
    given: 'Sofía Mateo Valentina Diego Camila Javier Lucía Andrés Elena Rafael',
    family: 'García Morales Vargas Castillo Herrera Ríos Navarro Peña Salazar Fuentes',
  },
  { given: 'Yuki Haruto Sakura Ren Aoi Kenji Hana Daichi Emi Sota', family: 'Tanaka Sato Kobayashi Yamamoto Nakamura Ito Suzuki Mori Hayashi Ono' },
  { given: 'Lena Jonas Marie Felix Hannah Paul Greta Lukas Frieda Moritz', family: 'Schneider Weber Hoffmann Brandt Krüger Vogel Lorenz Baumann Seidel Engel' },
  { given: 'Layla Omar Fatima Yusuf Noor Karim Salma Tariq Rania Hassan', family: 'Haddad Mansour Khalil Nasser Farouk Aziz Rahman Saleh Barakat Zaki' },
  { given: 'Astrid Lars Ingrid Erik Freja Nils Signe Anders Linnea Mikkel', family: 'Lindqvist Berg Nyström Dahl Holm Sørensen Ekström Hansen Lund Falk' },
  {
    given: 'Katarzyna Marek Zofia Piotr Anna Tomasz Ewa Jakub Magda Paweł', family: 'Nowak Kowalczyk Zieliński Wójcik Mazur Krawczyk Dudek Pawlak Sikora Baran',
  },
  {
    given: 'Thandiwe Sipho Naledi Themba Lerato Bongani Zanele Kagiso Nomsa Mpho',
    family: 'Dlamini Nkosi Mokoena Khumalo Zulu Ndlovu Molefe Mahlangu Sithole Tshabalala',
  },
  {
    given: 'Claire Hugo Camille Louis Manon Théo Inès Antoine Juliette Maxime',
    family: 'Moreau Lefèvre Girard Fontaine Mercier Rousseau Blanchard Perrin Caron Dupuis',
  },
  { given: 'Aylin Emre Zeynep Mert Elif Can Defne Kerem Selin Baran', family: 'Yılmaz Demir Kaya Şahin Aydın Arslan Doğan Koç Öztürk Polat' },
  { given: 'Min-jun Seo-yeon Ji-ho Ha-eun Do-yun Su-bin Hyun-woo Ye-jin Tae-yang Eun-ji', family: 'Kim Park Choi Jung Kang Cho Yoon Jang Lim Han' },
  { given: 'Leilani Kai Moana Tama Aroha Wiremu Anahera Nikau Mere Rangi', family: 'Tane Parata Kahale Ngata Walker Tamihana Rewi Keawe Pohatu Hunia' },
  {
    given: 'Beatriz João Mariana Tiago Larissa Pedro Inês Gustavo Helena Caio',
    family: 'Silva Souza Ferreira Almeida Ribeiro Carvalho Teixeira Barbosa Pinto Moura',
  },
  {
    given: 'Grace Daniel Esther Samuel Joy Peter Faith Brian Wanjiku Kamau',
    family: 'Mwangi Odhiambo Kariuki Njoroge Achieng Otieno Mutua Wafula Kiprop Chebet',
  },
];

const words = (text: string): string[] => text.split(' ');
/** So many names are found quickly; of the 1,600 that there are, the last would be long in coming. */
const singleNames = 1_200;

/** drawNames gives so many different names, each from one place, in an order that the stream fixes; in a large crowd the later ones have two family names. */
export function drawNames(count: number, random: Random, taken: readonly string[]): string[] {
  const seen = new Set(taken);
  const names: string[] = [];
  while (names.length < count) {
    const culture = random.pick(cultures);
    const single = `${random.pick(words(culture.given))} ${random.pick(words(culture.family))}`;
    const name = names.length < singleNames ? single : `${single}-${random.pick(words(culture.family))}`;
    if (seen.has(name)) continue;
    seen.add(name);
    names.push(name);
  }
  return names;
}

/** emailName writes a name with letters that fit an address. */
export function emailName(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{Diacritic}/gu, '').replaceAll('ø', 'o').replaceAll('ł', 'l').replaceAll('ı', 'i').toLowerCase();
  return plain.replace(/[^a-z0-9 -]/g, '').replaceAll(' ', '.');
}
